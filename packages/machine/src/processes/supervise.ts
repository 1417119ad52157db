import type { ProcessEnd, ProcessRequest } from '@mmm/plugin-api';
import { signalGroup } from './group.ts';

/** The clocks over a running group. Whatever fires first says why it was ended. */
export interface Supervision {
  /** A byte came. */
  touch(): void;
  /** TERM to the group, KILL after the grace. */
  stop(why: ProcessEnd): void;
  /** Why it was ended; undefined where it was not. */
  reason(): ProcessEnd | undefined;
  /** The leader has ended: nothing fires any more. */
  finish(): void;
}

interface SuperviseRequest extends Pick<ProcessRequest, 'timeoutMs' | 'idleMs' | 'graceMs' | 'signal'> {
  readonly pid: number;
  /** While the reader of its output lags, the child's silence is not its own. */
  readonly isHeldUp: () => boolean;
}

const GRACE_MS = 2000;
// What setTimeout can wait; more fires at once.
const LONGEST_MS = 2 ** 31 - 1;

export function supervise(request: SuperviseRequest): Supervision {
  const { pid, idleMs, timeoutMs, signal } = request;
  const timers = new Set<NodeJS.Timeout>();
  let why: ProcessEnd | undefined;
  let finished = false;
  let lastByte = performance.now();

  function after(ms: number, work: () => void): void {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        work();
      },
      Math.min(Math.max(ms, 0), LONGEST_MS),
    );
    timers.add(timer);
  }

  function stop(reason: ProcessEnd): void {
    if (why !== undefined || finished) return;
    why = reason;
    signalGroup(pid, 'SIGTERM');
    after(request.graceMs ?? GRACE_MS, () => signalGroup(pid, 'SIGKILL'));
  }

  function watchSilence(limit: number): void {
    if (request.isHeldUp()) lastByte = performance.now();
    const left = limit - (performance.now() - lastByte);
    if (left <= 0) stop('idle');
    else after(left, () => watchSilence(limit));
  }

  const abort = (): void => stop('aborted');
  if (idleMs !== undefined) watchSilence(idleMs);
  if (timeoutMs !== undefined) after(timeoutMs, () => stop('timed-out'));
  signal?.addEventListener('abort', abort, { once: true });

  return {
    touch() {
      lastByte = performance.now();
    },
    stop,
    reason: () => why,
    finish() {
      finished = true;
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
