import { type Database, numberOf, optionalTextOf, type Row, textOf } from '@mmm/plugin-api';
import type { SpecStatus } from '../api.ts';
import { specStatusOf } from '../domain/spec-status.ts';
import type { Cost, NotableSpec } from '../domain/status-report.ts';
import { findRun, type RunRow } from './runs.ts';

export function countByStatus(database: Database): Partial<Record<SpecStatus, number>> {
  const counts: Partial<Record<SpecStatus, number>> = {};
  for (const row of database.all('SELECT status, count(*) AS specs FROM specifications GROUP BY status')) {
    counts[specStatusOf(textOf(row, 'status'))] = numberOf(row, 'specs');
  }
  return counts;
}

export function listNotable(database: Database, limit: number): readonly NotableSpec[] {
  return database
    .all(
      `SELECT s.name, s.status, c.reason FROM specifications s LEFT JOIN state_spec_statuses c ON c.spec = s.name
       WHERE s.status NOT IN ('pending', 'done', 'already-met') ORDER BY s.name LIMIT ?`,
      [limit],
    )
    .map((row) => ({
      name: textOf(row, 'name'),
      status: specStatusOf(textOf(row, 'status')),
      reason: optionalTextOf(row, 'reason'),
    }));
}

export function findLastEnded(database: Database): RunRow | undefined {
  const row = database.get(
    `SELECT id FROM state_runs WHERE status <> 'running' ORDER BY ended_at DESC, number DESC LIMIT 1`,
  );
  return row === undefined ? undefined : findRun(database, textOf(row, 'id'));
}

/** From the `cost.booked` events of one run, or of all; undefined where there are none. */
export function sumCost(database: Database, run?: string): Cost | undefined {
  const row =
    run === undefined
      ? database.get(
          `SELECT count(*) AS calls, count(json_extract(data, '$.usd')) AS known,
             total(json_extract(data, '$.usd')) AS usd
           FROM events WHERE type = 'cost.booked'`,
        )
      : database.get(
          `SELECT count(*) AS calls, count(json_extract(data, '$.usd')) AS known,
             total(json_extract(data, '$.usd')) AS usd
           FROM events WHERE type = 'cost.booked' AND run_id = ?`,
          [run],
        );
  return row === undefined ? undefined : costOf(row);
}

function costOf(row: Row): Cost | undefined {
  const calls = numberOf(row, 'calls');
  if (calls === 0) return undefined;
  return { usd: numberOf(row, 'usd'), unknown: calls - numberOf(row, 'known') };
}
