import type { CheckSource } from '@mmm/plugin-specs/api';
import { type CheckLine, type Parsed, readLine, right, wrong } from './check-line.ts';
import { readTextTest, type TextTest } from './text-test.ts';

/** `` `cmd` ``, with what its end and its output have to be. */
export interface CommandCheck {
  readonly command: string;
  readonly exitCode: number;
  readonly output: readonly TextTest[];
}

const FORM = 'Write `cmd`, `cmd` exits 2, `cmd` prints `text` or `cmd` matches `regex`.';
const VERBS = { prints: 'contains', contains: 'contains', lacks: 'lacks', matches: 'matches' } as const;

export function parseCommandCheck(check: CheckSource): Parsed<CommandCheck> {
  const line = readLine(check);
  const command = line.take();
  if (command?.code !== true) return wrong('The check has no command in backticks.', FORM);
  if (command.text.trim() === '') return wrong('The command is empty.', FORM);
  return readClauses(line, command.text);
}

function readClauses(line: CheckLine, command: string): Parsed<CommandCheck> {
  let exitCode = 0;
  const output: TextTest[] = [];
  while (line.peek() !== undefined) {
    if (line.accept('and')) continue;
    if (line.accept('exits')) {
      line.accept('with');
      const number = line.take()?.text ?? '';
      if (!/^\d{1,3}$/.test(number) || Number(number) > 255) {
        return wrong(`"${number}" is not an exit code.`, 'Write exits and a number from 0 to 255.');
      }
      exitCode = Number(number);
      continue;
    }
    const test = readTextTest(line, VERBS);
    if (test === undefined) return wrong(`"${line.rest()}" behind the command is not understood.`, FORM);
    if (!test.ok) return test;
    output.push(test.value);
  }
  return right({ command, exitCode, output });
}
