import { stripVTControlCharacters } from 'node:util';

// C0 but line feed and tab, DEL, C1, and the marks that turn the direction of text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

// The same with line feed and tab. Most texts hold none of them, and finding that out is all they cost.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const SUSPECT = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Text of unknown origin without what would steer a terminal. Line breaks stay. */
export function clean(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const plain = text.includes('\u001b') || text.includes('\u009b') ? stripVTControlCharacters(text) : text;
  return plain.replaceAll('\r\n', '\n').replaceAll(UNSAFE, '').replaceAll('\t', '  ');
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return SUSPECT.test(text) ? clean(text).replaceAll(/\s*\n\s*/g, ' ') : text;
}

/** JSON that reads back as the same data and is safe to look at. */
export function cleanJson(data: unknown, indent?: number): string {
  return (JSON.stringify(data, undefined, indent) ?? 'null').replaceAll(UNSAFE, (found) =>
    found === '\n' ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
