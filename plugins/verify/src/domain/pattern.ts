// Regular expressions come from a spec and meet text that an agent's code printed: each match has a time limit.
import { runInNewContext } from 'node:vm';
import { type Parsed, right, wrong } from './check-line.ts';

const LIMIT_MS = 2_000;
const FLAGS = 'm';

export function parsePattern(source: string): Parsed<string> {
  try {
    new RegExp(source, FLAGS);
    return right(source);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return wrong(
      `\`${source}\` is not a regular expression: ${why}.`,
      'Write a JavaScript regular expression without slashes.',
    );
  }
}

/** Undefined where matching took longer than two seconds. */
export function matches(source: string, text: string): boolean | undefined {
  try {
    const found: unknown = runInNewContext(
      'new RegExp(source, flags).test(text)',
      { source, flags: FLAGS, text },
      { timeout: LIMIT_MS },
    );
    return found === true;
  } catch {
    return undefined;
  }
}
