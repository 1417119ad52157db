import { type Database, numberOf, type Row, textOf } from '@mmm/plugin-api';
import type { ExecutionRow } from '../api.ts';

/** One row for each iteration of a spec in a run; the last word about an iteration stands. */
export function upsertExecution(database: Database, execution: ExecutionRow): void {
  database.run(
    `INSERT INTO executions (spec_id, run_id, spec, iteration, command, input, output, status, started_at, completed_at)
     VALUES ((SELECT id FROM specifications WHERE project_id = 1 AND name = :spec),
       :run, :spec, :iteration, :command, :input, :output, :status, :startedAt, :completedAt)
     ON CONFLICT (run_id, spec, iteration) DO UPDATE SET
       command = excluded.command, input = excluded.input, output = excluded.output, status = excluded.status,
       started_at = excluded.started_at, completed_at = excluded.completed_at`,
    { ...execution },
  );
}

/** Ties executions to specs that were indexed after them. */
export function linkExecutions(database: Database): void {
  database.run(
    `UPDATE executions SET spec_id = s.id FROM specifications s
     WHERE executions.spec_id IS NULL AND s.project_id = 1 AND s.name = executions.spec`,
  );
}

export function resetExecutions(database: Database): void {
  database.run('DELETE FROM executions');
}

/** Newest first. */
export function listExecutions(
  database: Database,
  filter: { readonly spec?: string; readonly run?: string; readonly limit?: number },
): readonly ExecutionRow[] {
  return database
    .all(
      `SELECT * FROM executions
       WHERE (:spec IS NULL OR spec = :spec) AND (:run IS NULL OR run_id = :run)
       ORDER BY id DESC LIMIT :limit`,
      { spec: filter.spec ?? null, run: filter.run ?? null, limit: filter.limit ?? -1 },
    )
    .map(executionOf);
}

function executionOf(row: Row): ExecutionRow {
  return {
    run: textOf(row, 'run_id'),
    spec: textOf(row, 'spec'),
    iteration: numberOf(row, 'iteration'),
    command: textOf(row, 'command'),
    input: textOf(row, 'input'),
    output: textOf(row, 'output'),
    status: textOf(row, 'status'),
    startedAt: numberOf(row, 'started_at'),
    completedAt: numberOf(row, 'completed_at'),
  };
}
