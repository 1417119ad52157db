import type { Json, NewEvent, StepRecord } from '@mmm/plugin-state/api';
import type { ZodType } from 'zod';
import { type Engine, Stopped, show } from './engine.ts';

export interface StepWork<T> {
  readonly result: T;
  readonly events: readonly NewEvent[];
}

/**
 * Does a piece of work once in the life of a run. Where it was done before, its kept result is given back and
 * `work` is not called. `attempt` is above 1 where an earlier one was cut off.
 */
export async function step<T>(
  engine: Engine,
  name: string,
  schema: ZodType<T>,
  work: (attempt: number) => Promise<StepWork<T>>,
): Promise<T> {
  if (engine.signal.aborted) throw new Stopped();
  const begin = await engine.journal.begin(engine.lease, name);
  if (begin.state === 'done') return schema.parse(begin.result);
  if (engine.signal.aborted) throw new Stopped();
  const { result, events } = await work(begin.attempt);
  // The result is plain data by its schema; the cast gives it the journal's name for that.
  await engine.journal.finish(engine.lease, name, result as Json, events);
  for (const happened of events) show(engine, happened);
  return result;
}

/** What the journal knows of a step. */
export async function known(engine: Engine, name: string): Promise<StepRecord | undefined> {
  return (await engine.journal.steps(engine.lease.run)).find((kept) => kept.name === name);
}

export async function isDone(engine: Engine, name: string): Promise<boolean> {
  return (await known(engine, name))?.status === 'done';
}
