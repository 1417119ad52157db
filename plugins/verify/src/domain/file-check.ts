import type { CheckSource } from '@mmm/plugin-specs/api';
import { type CheckLine, type Parsed, readLine, right, wrong } from './check-line.ts';
import { isGlob, parseInnerPath } from './inner-path.ts';
import { readTextTest, type TextTest } from './text-test.ts';

export interface FileCheck {
  readonly path: string;
  readonly glob: boolean;
  /** A test of the file's text, or only whether it is there. */
  readonly expects: 'exists' | 'absent' | TextTest;
}

const FORM =
  'Write file `path` exists, is absent, contains `text`, lacks `text` or matches `regex`; the path may be a glob for exists and is absent.';
const VERBS = { contains: 'contains', lacks: 'lacks', matches: 'matches' } as const;

export function parseFileCheck(check: CheckSource): Parsed<FileCheck> {
  const line = readLine(check);
  const path = parseInnerPath(line.take()?.text);
  if (!path.ok) return path;
  const expects = readExpectation(line);
  if (!expects.ok) return expects;
  if (line.peek() !== undefined) return wrong(`"${line.rest()}" at the end is not understood.`, FORM);
  const glob = isGlob(path.value);
  if (glob && typeof expects.value === 'object') {
    return wrong(`The glob ${path.value} stands where one file has to be named.`, FORM);
  }
  return right({ path: path.value, glob, expects: expects.value });
}

function readExpectation(line: CheckLine): Parsed<FileCheck['expects']> {
  if (line.accept('exists')) return right('exists');
  if (line.accept('is', 'absent')) return right('absent');
  return (
    readTextTest(line, VERBS) ??
    wrong(
      line.peek() === undefined
        ? 'The check does not say what the file has to be.'
        : `"${line.rest()}" is not understood.`,
      FORM,
    )
  );
}
