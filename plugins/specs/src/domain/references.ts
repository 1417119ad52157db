// How people write dependencies: `101`, `Spec 101`, `21 (configurable-workflow)`, `[x](05-x.md)`, a list, a sentence.

/** What one written reference may mean, most certain first: names, ids, paths and numbers, compared in lower case. */
export interface Reference {
  readonly words: readonly string[];
  readonly number: string | undefined;
}

const NOTHING = /^(?:none|n\/a|null|nil|-+|–|—|\[\s*\])?\.?$/i;
const LINK = /^!?\[[^\]]*\]\(\s*<?([^)>\s]+)>?[^)]*\)$/;
const LEADING_NUMBER = /^(?:specs?|specifications?)?\s*#?\s*(\d+[A-Za-z]?)(?![\w.-])/i;
const NUMBER_IN_TEXT = /\b(?:specs?|specifications?)\s+#?(\d+[A-Za-z]?)(?![\w.])/gi;
const WORD = /^[^\s,()]+$/;

export function isNothing(text: string): boolean {
  return NOTHING.test(stripped(text));
}

/** The references in a line of text, as written; `undefined` where there are none to be seen. */
export function splitReferences(text: string): readonly string[] | undefined {
  const inner = stripped(text).replace(/^\[([^\]]*)\]$/, '$1');
  if (isNothing(inner)) return [];
  const pieces = piecesOf(inner).filter((piece) => !isNothing(piece));
  const found = pieces.flatMap((piece) => (isReference(piece) ? [piece] : numbersIn(piece)));
  return found.length > 0 ? found : undefined;
}

export function readReference(text: string): Reference {
  const plain = stripped(text);
  const target = LINK.exec(plain)?.[1];
  const word = (target === undefined ? plain : target.replace(/[#?].*$/, '')).replace(/^\.\//, '');
  const base = word.slice(word.lastIndexOf('/') + 1);
  const words = [word, word.replace(/\.md$/i, ''), base.replace(/\.md$/i, '')].map((item) =>
    item.toLowerCase(),
  );
  const number = target === undefined ? LEADING_NUMBER.exec(plain)?.[1] : undefined;
  return { words: [...new Set(words)].filter((item) => item !== ''), number };
}

function isReference(piece: string): boolean {
  return LINK.test(piece) || LEADING_NUMBER.test(piece) || WORD.test(piece);
}

function numbersIn(piece: string): readonly string[] {
  return [...piece.matchAll(NUMBER_IN_TEXT)].flatMap((match) => match[1] ?? []);
}

/** Cut at commas, semicolons and "and" that stand outside of brackets. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (character === ',' || character === ';')) {
      pieces.push(text.slice(start, index));
      start = index + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces.flatMap((piece) => piece.split(/\s+(?:and|&)\s+(?=#?\d|spec)/i)).map(stripped);
}

function stripped(text: string): string {
  return text
    .trim()
    .replace(/^(?:\*\*|`|and\s+)+|(?:\*\*|`)+$/gi, '')
    .trim();
}
