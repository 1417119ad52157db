import { type Database, numberOf, optionalNumberOf, optionalTextOf, type Row, textOf } from '@mmm/plugin-api';
import type { Json, StepRecord } from '../api.ts';
import { parseJson } from './json.ts';

/** A step with the numbers of the events that its result was written with. */
export interface StepRow extends StepRecord {
  readonly events: SeqRange | undefined;
}

export interface SeqRange {
  readonly first: number;
  readonly last: number;
}

export interface FinishedStep {
  readonly run: string;
  readonly name: string;
  readonly result: Json;
  readonly events: SeqRange | undefined;
  readonly now: number;
}

/** Counts one more attempt of a step, the first where it is new, and gives its number. */
export function startStep(database: Database, run: string, name: string, now: number): number {
  const row = database.get(
    `INSERT INTO state_steps (run_id, name, status, attempt, started_at) VALUES (?, ?, 'started', 1, ?)
     ON CONFLICT (run_id, name) DO UPDATE SET attempt = attempt + 1
     RETURNING attempt`,
    [run, name, now],
  );
  if (row === undefined) throw new Error('an upsert returned no row');
  return numberOf(row, 'attempt');
}

export function finishStep(database: Database, step: FinishedStep): void {
  database.run(
    `UPDATE state_steps SET status = 'done', result = ?, first_seq = ?, last_seq = ?, ended_at = ?
     WHERE run_id = ? AND name = ?`,
    [
      JSON.stringify(step.result),
      step.events?.first ?? null,
      step.events?.last ?? null,
      step.now,
      step.run,
      step.name,
    ],
  );
}

export function findStep(database: Database, run: string, name: string): StepRow | undefined {
  const row = database.get('SELECT * FROM state_steps WHERE run_id = ? AND name = ?', [run, name]);
  return row === undefined ? undefined : stepOf(row);
}

/** In the order in which they were begun first. */
export function listSteps(database: Database, run: string): readonly StepRow[] {
  return database.all('SELECT * FROM state_steps WHERE run_id = ? ORDER BY id', [run]).map(stepOf);
}

function stepOf(row: Row): StepRow {
  const result = optionalTextOf(row, 'result');
  const first = optionalNumberOf(row, 'first_seq');
  const last = optionalNumberOf(row, 'last_seq');
  return {
    run: textOf(row, 'run_id'),
    name: textOf(row, 'name'),
    status: textOf(row, 'status') === 'done' ? 'done' : 'started',
    attempt: numberOf(row, 'attempt'),
    result: result === undefined ? undefined : parseJson(result),
    startedAt: numberOf(row, 'started_at'),
    endedAt: optionalNumberOf(row, 'ended_at'),
    events: first === undefined || last === undefined ? undefined : { first, last },
  };
}
