// Reads the tokens of a check from left to right. Inline code is one word, text falls apart at blanks.
import type { CheckSource, CheckToken, Finding } from '@mmm/plugin-specs/api';

/** What is wrong with a check as written, and what would be right. */
export interface Flaw {
  readonly message: string;
  readonly hint: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly flaw: Flaw };

export interface CheckLine {
  /** The next word, not taken. */
  peek(): CheckToken | undefined;
  take(): CheckToken | undefined;
  /** Takes the next words where they are these, written as text. */
  accept(...words: readonly string[]): boolean;
  /** What is left, as written. */
  rest(): string;
}

export function readLine(check: CheckSource): CheckLine {
  const words = check.tokens.flatMap(wordsOf);
  let at = 0;
  return {
    peek: () => words[at],
    take: () => words[at++],
    accept(...expected) {
      const fits = expected.every((word, i) => {
        const found = words[at + i];
        return found !== undefined && !found.code && found.text.toLowerCase() === word;
      });
      if (fits) at += expected.length;
      return fits;
    },
    rest: () =>
      words
        .slice(at)
        .map((word) => (word.code ? `\`${word.text}\`` : word.text))
        .join(' '),
  };
}

/** Everything behind the kind as one text; for questions. */
export function questionOf(check: CheckSource): string {
  return check.tokens
    .map((token) => (token.code ? `\`${token.text}\`` : token.text))
    .join(' ')
    .replace(/^\s*:\s*/, '')
    .trim();
}

export function right<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function wrong(message: string, hint: string): { readonly ok: false; readonly flaw: Flaw } {
  return { ok: false, flaw: { message, hint } };
}

/** The lint answer of a kind: its parser's flaw, at the check's place. */
export function findingsOf(check: CheckSource, parsed: Parsed<unknown>): readonly Finding[] {
  if (parsed.ok) return [];
  return [{ rule: 'malformed-check', severity: 'error', ...parsed.flaw, at: check.at }];
}

function wordsOf(token: CheckToken): readonly CheckToken[] {
  if (token.code) return [token];
  return token.text
    .split(/\s+/)
    .filter((text) => text !== '' && text !== ':')
    .map((text) => ({ code: false, text }));
}
