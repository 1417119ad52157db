import type { Database, ProcessIdentity } from '@mmm/plugin-api';
import type { Lease } from '../api.ts';

export interface LeaseTimes {
  readonly now: number;
  readonly expiresAt: number;
}

/** Writes the lease of a run, in place of an earlier one. */
export function grantLease(
  database: Database,
  lease: Lease,
  owner: ProcessIdentity,
  times: LeaseTimes,
): void {
  database.run(
    `INSERT OR REPLACE INTO state_leases
       (run_id, token, owner_boot_id, owner_pid, owner_started_at, acquired_at, renewed_at, expires_at)
     VALUES (:run, :token, :boot, :pid, :started, :now, :now, :expires)`,
    {
      run: lease.run,
      token: lease.token,
      boot: owner.bootId,
      pid: owner.pid,
      started: owner.startedAt,
      now: times.now,
      expires: times.expiresAt,
    },
  );
}

/** True where the lease is still the run's newest, and now lasts until `expiresAt`. */
export function renewLease(database: Database, lease: Lease, times: LeaseTimes): boolean {
  const { changes } = database.run(
    'UPDATE state_leases SET renewed_at = ?, expires_at = ? WHERE run_id = ? AND token = ?',
    [times.now, times.expiresAt, lease.run, lease.token],
  );
  return changes === 1;
}
