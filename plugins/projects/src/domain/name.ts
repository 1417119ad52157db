// A project's name is the name of its registry file, on any system.

const ALLOWED = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const MAX_LENGTH = 64;

/** What is wrong with a name, as the end of a sentence; undefined where nothing is. */
export function problemOfName(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (/[\\/]/.test(name)) return 'it has a path separator in it';
  if (name.includes('.')) return 'it has a dot in it';
  if (RESERVED.test(name)) return 'Windows reserves it';
  if (name.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (!ALLOWED.test(name)) return 'it has other characters in it than letters, digits, "-" and "_"';
  return undefined;
}

/** The nearest allowed name: lower case, with single dashes. */
export function nameFrom(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const dashed = plain.replaceAll(/[^a-z0-9_]+/g, '-').slice(0, MAX_LENGTH);
  const name = dashed.replaceAll(/^[-_]+|[-_]+$/g, '');
  if (name === '') return 'project';
  return RESERVED.test(name) ? `${name}-project` : name;
}

/** The same file on a file system that does not tell upper from lower case. */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
