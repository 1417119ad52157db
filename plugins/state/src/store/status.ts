import { type Database, numberOf, optionalTextOf, textOf } from '@mmm/plugin-api';
import type { SpecStatus } from '../api.ts';
import { specStatusOf } from '../domain/spec-status.ts';
import type { NotableSpec } from '../domain/status-report.ts';
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
