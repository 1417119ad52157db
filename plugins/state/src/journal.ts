import type { Disposable, Logger, Result } from '@mmm/plugin-api';
import type { Journal, Lease, RunRecord } from './api.ts';
import type { CrashPoint } from './crash-point.ts';
import { assertHeld, type Desk, isHeld, leaseTimes } from './desk.ts';
import { createHeartbeats } from './heartbeat.ts';
import { createRun, takeRun } from './holding.ts';
import { beginStep, endStep, recordEvents } from './steps.ts';
import { listEvents } from './store/events.ts';
import { renewLease } from './store/leases.ts';
import { closeRun, findRun, listRuns, type RunRow } from './store/runs.ts';
import { listSteps } from './store/steps.ts';

export interface JournalParts {
  /** Opens the database and loads the projections at the first call. */
  desk(): Promise<Desk>;
  readonly crashPoint: CrashPoint;
  readonly log: Logger;
}

export function createJournal(parts: JournalParts): Journal & Disposable {
  const heartbeats = createHeartbeats(parts.log);
  const write = async <T>(work: (desk: Desk) => T): Promise<T> => {
    const desk = await parts.desk();
    return parts.crashPoint(() => desk.database.write(() => work(desk)));
  };
  const acquire = async (work: (desk: Desk) => Result<Lease>): Promise<Result<Lease>> => {
    const desk = await parts.desk();
    const lease = await write(work);
    if (lease.ok) heartbeats.start(lease.value, desk.terms.heartbeatMs, () => renew(desk, lease.value));
    return lease;
  };
  return {
    create: (run) => acquire((desk) => createRun(desk, run)),
    takeOver: (run) => acquire((desk) => takeRun(desk, run)),
    async release(lease, status, reason) {
      await write((desk) => {
        assertHeld(desk, lease);
        closeRun(desk.database, lease.run, { status, reason, now: desk.clock.now() });
      });
      heartbeats.stop(lease);
    },
    async check(lease) {
      const desk = await parts.desk();
      desk.database.write(() => assertHeld(desk, lease));
    },
    begin: (lease, step) => write((desk) => beginStep(desk, lease, step)),
    finish: (lease, step, result, events) => write((desk) => endStep(desk, lease, { step, result, events })),
    record: (lease, events) => write((desk) => recordEvents(desk, lease, events)),
    async run(id) {
      const desk = await parts.desk();
      const row = findRun(desk.database, id);
      return row === undefined ? undefined : recordOf(desk, row);
    },
    async runs(filter = {}) {
      const desk = await parts.desk();
      return listRuns(desk.database, filter).map((row) => recordOf(desk, row));
    },
    async steps(run) {
      const desk = await parts.desk();
      return listSteps(desk.database, run).map(({ events: _, ...step }) => step);
    },
    async events(run, after = 0) {
      const desk = await parts.desk();
      return listEvents(desk.database, run, { after });
    },
    dispose: () => heartbeats.dispose(),
  };
}

/** A run as others see it: its holder is named only while it lives. */
export function recordOf(
  desk: Omit<Desk, 'database' | 'projector'>,
  { token: _, hold, ...run }: RunRow,
): RunRecord {
  const held = hold !== undefined && isHeld(desk, hold);
  return { ...run, holder: held ? `pid ${hold.owner.pid}` : undefined };
}

function renew(desk: Desk, lease: Lease): boolean {
  return desk.database.write(() => renewLease(desk.database, lease, leaseTimes(desk)));
}
