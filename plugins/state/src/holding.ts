// How a process comes to hold a run. Each function is the body of one immediate transaction.
import { err, ok, type Result } from '@mmm/plugin-api';
import type { Lease } from './api.ts';
import { type Desk, isHeld, leaseTimes } from './desk.ts';
import { errors } from './errors.ts';
import { grantLease } from './store/leases.ts';
import {
  closeRun,
  findRun,
  insertRun,
  type NewRun,
  type RunRow,
  reopenRun,
  runsClaiming,
} from './store/runs.ts';

export function createRun(desk: Desk, run: NewRun): Result<Lease> {
  const claimed = claimFrom(desk, run.claims, run.id);
  if (!claimed.ok) return claimed;
  insertRun(desk.database, run, desk.clock.now());
  return ok(grant(desk, { run: run.id, token: 1 }));
}

export function takeRun(desk: Desk, id: string): Result<Lease> {
  const run = findRun(desk.database, id);
  if (run === undefined) return err(errors.RUN_UNKNOWN({ run: id }));
  if (run.status === 'done') return err(errors.RUN_DONE({ run: id }));
  if (run.hold !== undefined && isHeld(desk, run.hold)) return err(heldBy(run, run.claims));
  const claimed = claimFrom(desk, run.claims, id);
  if (!claimed.ok) return claimed;
  reopenRun(desk.database, id);
  return ok(grant(desk, { run: id, token: run.token + 1 }));
}

/**
 * Makes names free for a run. A live run that has one of them is the answer; a run whose holder is gone is closed as
 * interrupted, so that the holder finds its writes refused if it was only frozen.
 */
function claimFrom(desk: Desk, names: readonly string[], claimant: string): Result<void> {
  const others = runsClaiming(desk.database, names, claimant);
  for (const other of others) {
    if (other.hold !== undefined && isHeld(desk, other.hold)) {
      return err(
        heldBy(
          other,
          other.claims.filter((name) => names.includes(name)),
        ),
      );
    }
  }
  for (const other of others) {
    const pid = other.hold?.owner.pid;
    const reason = `process ${pid} gave no sign of life and the run ${claimant} took over ${other.claims
      .filter((name) => names.includes(name))
      .join(', ')}`;
    closeRun(desk.database, other.id, { status: 'interrupted', reason, now: desk.clock.now() });
  }
  return ok(undefined);
}

function grant(desk: Desk, lease: Lease): Lease {
  grantLease(desk.database, lease, desk.processes.self, leaseTimes(desk));
  return lease;
}

function heldBy(run: RunRow, names: readonly string[]): ReturnType<typeof errors.HELD> {
  return errors.HELD({
    run: run.id,
    pid: run.hold?.owner.pid ?? 0,
    since: run.hold?.acquiredAt ?? run.startedAt,
    names,
  });
}
