// What a journal write works with, inside of its one transaction.
import type { Clock, Database, Processes } from '@mmm/plugin-api';
import type { Lease, NewEvent } from './api.ts';
import { isFree, type LeaseHold, type LeaseTerms } from './domain/lease.ts';
import { errors } from './errors.ts';
import type { Projector } from './projector.ts';
import { appendEvents } from './store/events.ts';
import { type LeaseTimes, renewLease } from './store/leases.ts';
import { findRun, type RunRow } from './store/runs.ts';
import type { SeqRange } from './store/steps.ts';

export interface Desk {
  readonly database: Database;
  readonly projector: Projector;
  readonly terms: LeaseTerms;
  readonly clock: Clock;
  readonly processes: Pick<Processes, 'self' | 'isAlive'>;
}

export function leaseTimes(desk: Desk): LeaseTimes {
  const now = desk.clock.now();
  return { now, expiresAt: now + desk.terms.leaseMs };
}

/** Whether a live process holds the run. */
export function isHeld(desk: Omit<Desk, 'database' | 'projector'>, hold: LeaseHold): boolean {
  const { processes } = desk;
  return !isFree(hold, desk.terms, {
    now: desk.clock.now(),
    bootId: processes.self.bootId,
    isAlive: (identity) => processes.isAlive(identity),
  });
}

/** Renews the lease, and throws where it is not the newest of a running run. */
export function assertHeld(desk: Desk, lease: Lease): void {
  if (renewLease(desk.database, lease, leaseTimes(desk))) return;
  const now = standing(findRun(desk.database, lease.run));
  throw errors.STALE_LEASE({ run: lease.run, token: lease.token, now });
}

/** Appends events and lets the projections see them. */
export function append(desk: Desk, run: string, events: readonly NewEvent[]): SeqRange | undefined {
  const stored = appendEvents(desk.database, run, events, desk.clock.now());
  desk.projector.apply(desk.database, stored);
  const first = stored[0];
  return first === undefined ? undefined : { first: first.seq, last: first.seq + stored.length - 1 };
}

function standing(run: RunRow | undefined): string {
  if (run === undefined) return 'the project has no such run';
  if (run.hold !== undefined) {
    const since = new Date(run.hold.acquiredAt).toISOString();
    return `process ${run.hold.owner.pid} took it over at ${since} with the token ${run.token}`;
  }
  const at = run.endedAt === undefined ? '' : ` at ${new Date(run.endedAt).toISOString()}`;
  return `it was closed as ${run.status}${at}${run.reason === undefined ? '' : `, because ${run.reason}`}`;
}
