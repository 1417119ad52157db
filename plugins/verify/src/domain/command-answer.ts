import type { ProcessEnd } from '@mmm/plugin-api';
import type { CommandCheck } from './command-check.ts';
import { plainText } from './evidence.ts';
import { askText, type TextAnswer } from './text-test.ts';

export interface EndedCommand {
  readonly end: ProcessEnd;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** Both streams. */
  readonly output: string;
  /** Its most telling line. */
  readonly line: string;
  /** The limit that it had. */
  readonly minutes: number;
}

// What a POSIX shell answers where it cannot start a program.
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

/** Whether a command that has ended fulfils its check, and the line that says why. */
export function askCommand(check: CommandCheck, ended: EndedCommand): TextAnswer {
  const cut = endedBadly(ended);
  if (cut !== undefined) return { holds: false, says: cut };
  const output = plainText(ended.output);
  if (ended.exitCode !== check.exitCode) {
    return {
      holds: false,
      says: [exitOf(check, ended), ended.line].filter((text) => text !== '').join(': '),
    };
  }
  const broken = check.output.map((test) => askText(test, output)).find((answer) => !answer.holds);
  if (broken !== undefined)
    return { holds: false, says: `exit ${ended.exitCode}, but the output ${broken.says}` };
  return { holds: true, says: `exit ${ended.exitCode}` };
}

/** The shell itself could not be started: nothing was learned about the project. */
export function wasNotStarted(end: ProcessEnd): boolean {
  return end === 'not-found' || end === 'not-started' || end === 'aborted' || end === 'stopped';
}

function endedBadly(ended: EndedCommand): string | undefined {
  if (ended.end === 'timed-out' || ended.end === 'idle') {
    return `it did not end within ${ended.minutes} ${ended.minutes === 1 ? 'minute' : 'minutes'} and was stopped`;
  }
  if (ended.end === 'signalled') return `it was ended by ${ended.signal ?? 'a signal'}`;
  if (ended.end === 'aborted' || ended.end === 'stopped') return 'it was interrupted';
  return wasNotStarted(ended.end) ? 'the shell could not be started' : undefined;
}

function exitOf(check: CommandCheck, { exitCode }: EndedCommand): string {
  if (exitCode === NOT_FOUND) return 'exit 127 (command not found)';
  if (exitCode === NOT_EXECUTABLE) return 'exit 126 (not executable)';
  return check.exitCode === 0 ? `exit ${exitCode}` : `exit ${exitCode} instead of ${check.exitCode}`;
}
