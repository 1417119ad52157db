// How a run stands, from how its specs ended, and the exit code that says so.
import { EXIT, type ExitCode } from '@mmm/plugin-api';
import type { RunStatus, SpecStatus } from '@mmm/plugin-state/api';

interface Ended {
  readonly status: SpecStatus;
  readonly tampered: boolean;
}

/** The gravest first. */
export function statusOf(specs: readonly Ended[]): Exclude<RunStatus, 'running' | 'interrupted'> {
  if (specs.some(({ status, tampered }) => status === 'tampered' || tampered)) return 'tampered';
  if (specs.some(({ status }) => status === 'failed')) return 'failed';
  if (specs.some(({ status }) => status === 'paused')) return 'paused';
  if (specs.some(({ status }) => status === 'unmet' || status === 'stuck' || status === 'blocked'))
    return 'unmet';
  if (specs.some(({ status }) => status === 'waiting')) return 'waiting';
  return 'done';
}

export const EXIT_OF: Readonly<Record<Exclude<RunStatus, 'running'>, ExitCode>> = {
  done: EXIT.done,
  failed: EXIT.failed,
  unmet: EXIT.unmet,
  paused: EXIT.paused,
  waiting: EXIT.waiting,
  tampered: EXIT.tampering,
  interrupted: EXIT.interrupted,
};
