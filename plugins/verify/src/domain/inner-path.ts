import { type Parsed, right, wrong } from './check-line.ts';

/** A path of a check as it is written: relative, with forward slashes, never out of the folder. */
export function parseInnerPath(written: string | undefined): Parsed<string> {
  if (written === undefined || written === '') {
    return wrong('The check names no path.', 'Write the path in backticks, relative to the project.');
  }
  const path = written.replace(/^(\.\/+)+(?=.)/, '');
  const absolute = /^([/\\~]|[A-Za-z]:)/.test(path);
  const escapes = path.split(/[/\\]/).includes('..');
  if (absolute || escapes || path.includes('\0')) {
    return wrong(
      `The path ${written} leads out of the project.`,
      'Write a path inside the project, relative to its root.',
    );
  }
  return right(path);
}

export function isGlob(path: string): boolean {
  return /[*?{}[\]!]/.test(path);
}
