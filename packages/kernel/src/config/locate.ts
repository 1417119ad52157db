// smol-toml tells no positions, so a small scanner finds where a key of a text that is known to be valid stands.

/** Line and column count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const SEGMENT = /"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+)/y;

/** Where a key stands in a TOML text: the longest part of its path that is written somewhere; else the start. */
export function locate(text: string, keyPath: readonly string[]): Place {
  let best: Place = { line: 1, column: 1 };
  let matched = 0;
  let table: readonly string[] = [];
  for (const entry of entriesOf(text)) {
    if (entry.header) table = entry.path;
    const path = entry.header ? entry.path : [...table, ...entry.path];
    const common = commonLength(path, keyPath);
    if (common <= matched || common < Math.min(path.length, keyPath.length)) continue;
    matched = common;
    best = { line: entry.line, column: entry.column };
  }
  return best;
}

interface Open {
  readonly quote: '"""' | "'''" | undefined;
  readonly depth: number;
}

interface Entry extends Place {
  readonly header: boolean;
  readonly path: readonly string[];
}

function* entriesOf(text: string): Generator<Entry> {
  let open: Open = { quote: undefined, depth: 0 };
  for (const [index, line] of text.split('\n').entries()) {
    const inside = open.quote !== undefined || open.depth > 0;
    const start = line.length - line.trimStart().length;
    const header = /^\[\[?\s*/.exec(line.slice(start));
    const at = start + (header?.[0].length ?? 0);
    const path = inside ? undefined : readPath(line, at, header === null);
    if (path !== undefined) yield { line: index + 1, column: start + 1, header: header !== null, path };
    if (header === null || inside) open = afterLine(line, open);
  }
}

/** Reads `a."b c".d` at `from`; undefined where there is no key that ends as it has to. */
function readPath(line: string, from: number, isKey: boolean): string[] | undefined {
  const path: string[] = [];
  let at = from;
  for (;;) {
    SEGMENT.lastIndex = at;
    const match = SEGMENT.exec(line);
    if (match === null) return undefined;
    path.push(match[1] ?? match[2] ?? match[3] ?? '');
    const rest = /^\s*(.?)\s*/.exec(line.slice(SEGMENT.lastIndex));
    at = SEGMENT.lastIndex + (rest?.[0].length ?? 0);
    if (rest?.[1] !== '.') return rest?.[1] === (isKey ? '=' : ']') ? path : undefined;
  }
}

/** What is still open at the end of a line: a text over several lines, or brackets. */
function afterLine(line: string, before: Open): Open {
  let { quote, depth } = before;
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at);
    if (quote !== undefined) {
      const end = closing(rest, quote);
      if (end < 0) break;
      at += end;
      quote = undefined;
      continue;
    }
    const token = /^(?:"""|'''|"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{}#]|[^"'[\]{}#]+|.)/.exec(rest)?.[0] ?? rest;
    if (token === '#') break;
    if (token === '"""' || token === "'''") quote = token;
    else if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    at += token.length;
  }
  return { quote, depth };
}

/** Where the text after the closing quotes begins; -1 where the text goes on. */
function closing(rest: string, quote: string): number {
  const pattern = quote === '"""' ? /^(?:[^"\\]|\\.|"(?!""))*"{3,5}/ : /^(?:[^']|'(?!''))*'{3,5}/;
  return pattern.exec(rest)?.[0].length ?? -1;
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
