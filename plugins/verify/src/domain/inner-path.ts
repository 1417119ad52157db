import { type Parsed, right, wrong } from './check-line.ts';

/** A path of a check as it is written: relative, with forward slashes, never out of the folder. */
export function parseInnerPath(path: string | undefined): Parsed<string> {
  if (path === undefined || path === '') {
    return wrong('The check names no path.', 'Write the path in backticks, relative to the project.');
  }
  const absolute = /^([/\\~]|[A-Za-z]:)/.test(path);
  const escapes = path.split(/[/\\]/).includes('..');
  if (absolute || escapes || path.includes('\0')) {
    return wrong(
      `The path ${path} leads out of the project.`,
      'Write a path inside the project, relative to its root.',
    );
  }
  return right(path.replace(/^(\.\/+)+/, ''));
}

export function isGlob(path: string): boolean {
  return /[*?{}[\]!]/.test(path);
}
