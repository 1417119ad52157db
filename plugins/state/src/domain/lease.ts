// When a lease may be taken from its owner. Time here is the machine's wall clock, the only one that two processes
// share; a clock that was set wrongly costs at the most a refused write, because the fencing token decides.
import type { ProcessIdentity } from '@mmm/plugin-api';

/** What `state_leases` holds of a run. Times in milliseconds since the epoch. */
export interface LeaseHold {
  readonly owner: ProcessIdentity;
  readonly acquiredAt: number;
  readonly expiresAt: number;
}

/** How long leases last, in milliseconds. */
export interface LeaseTerms {
  readonly leaseMs: number;
  readonly heartbeatMs: number;
}

const HEARTBEATS_PER_LEASE = 3;

export function leaseTerms(seconds: number): LeaseTerms {
  const leaseMs = seconds * 1000;
  return { leaseMs, heartbeatMs: Math.floor(leaseMs / HEARTBEATS_PER_LEASE) };
}

/** What the judgement of a lease needs to know of this machine. */
export interface Observer {
  readonly now: number;
  readonly bootId: string;
  isAlive(identity: ProcessIdentity): boolean;
}

/**
 * Whether nobody holds it any more: its owner is gone, by boot, pid and start time together, or it has expired by
 * more than one heartbeat, the margin for a renewal that is on its way.
 */
export function isFree(hold: LeaseHold, terms: LeaseTerms, observer: Observer): boolean {
  if (hold.owner.bootId !== observer.bootId) return true;
  if (!observer.isAlive(hold.owner)) return true;
  return observer.now > hold.expiresAt + terms.heartbeatMs;
}
