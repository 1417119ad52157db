import { type Disposable, type Logger, messageOf } from '@mmm/plugin-api';
import type { Lease } from './api.ts';

/** Renews the leases of this process for as long as they are held. */
export interface Heartbeats extends Disposable {
  /** `renew` gives false where a newer token was given out: then the heartbeat stops for good. */
  start(lease: Lease, everyMs: number, renew: () => boolean): void;
  stop(lease: Lease): void;
}

/**
 * The timers do not keep the process alive. A renewal that cannot be written is tried again at the next beat: as long as nobody
 * took the run over it is this process's, and every write asks for that again.
 */
export function createHeartbeats(log: Logger): Heartbeats {
  const timers = new Map<string, { readonly token: number; readonly timer: NodeJS.Timeout }>();
  const stop = (lease: Lease): void => {
    const beating = timers.get(lease.run);
    if (beating === undefined || beating.token !== lease.token) return;
    clearInterval(beating.timer);
    timers.delete(lease.run);
  };
  const beat = (lease: Lease, renew: () => boolean): void => {
    const fields = { run: lease.run, token: lease.token };
    try {
      if (renew()) return;
      stop(lease);
      log.warn('The lease of a run was lost to another process.', fields);
    } catch (thrown) {
      log.warn('The lease of a run could not be renewed.', { ...fields, problem: messageOf(thrown) });
    }
  };
  return {
    start(lease, everyMs, renew) {
      clearInterval(timers.get(lease.run)?.timer);
      const timer = setInterval(() => beat(lease, renew), everyMs);
      timer.unref();
      timers.set(lease.run, { token: lease.token, timer });
    },
    stop,
    dispose() {
      for (const { timer } of timers.values()) clearInterval(timer);
      timers.clear();
    },
  };
}
