import { type Database, numberOf, optionalNumberOf, optionalTextOf, type Row, textOf } from '@mmm/plugin-api';
import type { Json, RunRecord, RunStatus } from '../api.ts';
import type { LeaseHold } from '../domain/lease.ts';
import { parseJson, parseStrings } from './json.ts';

/** A run with what the journal alone needs to know of it. */
export interface RunRow extends Omit<RunRecord, 'holder'> {
  /** The newest fencing token of the run. */
  readonly token: number;
  /** Present exactly while the run is running. */
  readonly hold: LeaseHold | undefined;
}

export interface NewRun {
  readonly id: string;
  readonly kind: string;
  readonly input: Json;
  readonly claims: readonly string[];
}

const RUN_STATUSES: readonly RunStatus[] = [
  'running',
  'done',
  'unmet',
  'paused',
  'waiting',
  'tampered',
  'interrupted',
  'failed',
];

export function insertRun(database: Database, run: NewRun, now: number): void {
  database.run(
    `INSERT INTO state_runs (id, kind, status, input, token, started_at)
     VALUES (?, ?, 'running', ?, 1, ?)`,
    [run.id, run.kind, JSON.stringify(run.input), now],
  );
  [...new Set(run.claims)].forEach((name, ordinal) => {
    database.run('INSERT INTO state_claims (run_id, ordinal, name, live) VALUES (?, ?, ?, 1)', [
      run.id,
      ordinal,
      name,
    ]);
  });
}

/** Ends the running of a run: its claims are free and its lease is gone. The token stays. */
export function closeRun(
  database: Database,
  run: string,
  end: { readonly status: RunStatus; readonly reason: string | undefined; readonly now: number },
): void {
  database.run('UPDATE state_runs SET status = ?, reason = ?, ended_at = ? WHERE id = ?', [
    end.status,
    end.reason ?? null,
    end.now,
    run,
  ]);
  database.run('UPDATE state_claims SET live = 0 WHERE run_id = ?', [run]);
  database.run('DELETE FROM state_leases WHERE run_id = ?', [run]);
}

/** Makes a run running again under its next token. Its claims must be free. */
export function reopenRun(database: Database, run: string): void {
  database.run(
    `UPDATE state_runs SET status = 'running', reason = NULL, ended_at = NULL, token = token + 1 WHERE id = ?`,
    [run],
  );
  database.run('UPDATE state_claims SET live = 1 WHERE run_id = ?', [run]);
}

export function findRun(database: Database, id: string): RunRow | undefined {
  const row = database.get('SELECT * FROM state_run_rows WHERE id = ?', [id]);
  return row === undefined ? undefined : runOf(row);
}

export function listRuns(
  database: Database,
  filter: { readonly kind?: string; readonly status?: RunStatus; readonly limit?: number },
): readonly RunRow[] {
  return database
    .all(
      `SELECT * FROM state_run_rows
       WHERE (:kind IS NULL OR kind = :kind) AND (:status IS NULL OR status = :status)
       ORDER BY number DESC LIMIT :limit`,
      { kind: filter.kind ?? null, status: filter.status ?? null, limit: filter.limit ?? -1 },
    )
    .map(runOf);
}

/** Running runs that claim one of the names, other than `except`. */
export function runsClaiming(
  database: Database,
  names: readonly string[],
  except: string,
): readonly RunRow[] {
  return database
    .all(
      `SELECT * FROM state_run_rows WHERE id <> :except AND id IN (
         SELECT run_id FROM state_claims WHERE live = 1 AND name IN (SELECT value FROM json_each(:names))
       ) ORDER BY number`,
      { except, names: JSON.stringify(names) },
    )
    .map(runOf);
}

function runOf(row: Row): RunRow {
  return {
    id: textOf(row, 'id'),
    kind: textOf(row, 'kind'),
    status: statusOf(row),
    input: parseJson(textOf(row, 'input')),
    reason: optionalTextOf(row, 'reason'),
    claims: parseStrings(textOf(row, 'claims')),
    startedAt: numberOf(row, 'started_at'),
    endedAt: optionalNumberOf(row, 'ended_at'),
    token: numberOf(row, 'token'),
    hold: holdOf(row),
  };
}

function holdOf(row: Row): LeaseHold | undefined {
  if (row.owner_pid === null) return undefined;
  return {
    owner: {
      bootId: textOf(row, 'owner_boot_id'),
      pid: numberOf(row, 'owner_pid'),
      startedAt: textOf(row, 'owner_started_at'),
    },
    acquiredAt: numberOf(row, 'acquired_at'),
    expiresAt: numberOf(row, 'expires_at'),
  };
}

function statusOf(row: Row): RunStatus {
  const text = textOf(row, 'status');
  const status = RUN_STATUSES.find((known) => known === text);
  if (status === undefined) throw new Error(`state_runs holds the unknown status "${text}"`);
  return status;
}
