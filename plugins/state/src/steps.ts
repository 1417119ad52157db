// Durable steps. Each function is the body of one immediate transaction.
import { isDeepStrictEqual } from 'node:util';
import type { Json, Lease, NewEvent, StepBegin } from './api.ts';
import { append, assertHeld, type Desk } from './desk.ts';
import { errors } from './errors.ts';
import { listEvents } from './store/events.ts';
import { findStep, finishStep, type StepRow, startStep } from './store/steps.ts';

export interface StepEnd {
  readonly step: string;
  readonly result: Json;
  readonly events: readonly NewEvent[];
}

export function beginStep(desk: Desk, lease: Lease, name: string): StepBegin {
  assertHeld(desk, lease);
  const step = findStep(desk.database, lease.run, name);
  if (step?.result !== undefined) return { state: 'done', result: step.result };
  return { state: 'due', attempt: startStep(desk.database, lease.run, name, desk.clock.now()) };
}

/** A step that was never begun is a bug of the caller; one that is done may be finished again only as it was. */
export function endStep(desk: Desk, lease: Lease, end: StepEnd): void {
  assertHeld(desk, lease);
  const step = findStep(desk.database, lease.run, end.step);
  if (step === undefined) throw new Error(`the step "${end.step}" of the run ${lease.run} was not begun`);
  if (step.status === 'done') {
    if (isSame(desk, step, end)) return;
    throw errors.STEP_DIFFERS({ run: lease.run, step: end.step });
  }
  const events = append(desk, lease.run, end.events);
  finishStep(desk.database, {
    run: lease.run,
    name: end.step,
    result: end.result,
    events,
    now: desk.clock.now(),
  });
}

export function recordEvents(desk: Desk, lease: Lease, events: readonly NewEvent[]): void {
  assertHeld(desk, lease);
  append(desk, lease.run, events);
}

function isSame(desk: Desk, step: StepRow, end: StepEnd): boolean {
  const range = step.events;
  const kept =
    range === undefined
      ? []
      : listEvents(desk.database, step.run, { after: range.first - 1, last: range.last }).map(
          ({ type, data }) => ({ type, data }),
        );
  const given = { result: end.result, events: end.events.map(({ type, data }) => ({ type, data })) };
  return isDeepStrictEqual({ result: step.result, events: kept }, JSON.parse(JSON.stringify(given)));
}
