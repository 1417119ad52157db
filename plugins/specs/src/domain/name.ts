/** What a file's name says. */
export interface FileName {
  readonly name: string;
  readonly number: string | undefined;
}

const NUMBER = /^(\d+[A-Za-z]?)(?=$|[-_. ])/;
const SLUG_LENGTH = 60;

export function readFileName(path: string): FileName {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const name = base.replace(/\.md$/i, '') || base;
  return { name, number: NUMBER.exec(name)?.[1] };
}

/** Lower case, words joined by hyphens, letters of every script kept; empty where nothing is left. */
export function slugOf(title: string): string {
  return [
    ...title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-'),
  ]
    .slice(0, SLUG_LENGTH)
    .join('')
    .replace(/^-+|-+$/g, '');
}

/** The number behind the highest one, as wide as the numbers are; the first is `01`. */
export function nextNumber(numbers: readonly (string | undefined)[]): string {
  const digits = numbers.flatMap((number) => /^\d+/.exec(number ?? '') ?? []);
  const highest = digits.reduce((max, number) => (BigInt(number) > max ? BigInt(number) : max), 0n);
  const padded = digits.filter((number) => number.startsWith('0')).map((number) => number.length);
  return String(highest + 1n).padStart(Math.max(2, ...padded), '0');
}
