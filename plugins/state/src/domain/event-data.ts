// The events that state itself projects, read from what somebody else recorded.
import type { CostBooked, ExecutionRecorded, Json, SpecStatusChanged, StoredEvent } from '../api.ts';
import { specStatusOf } from './spec-status.ts';

type Fields = Readonly<Record<string, Json | undefined>>;

export function specStatusChangedOf(event: StoredEvent): SpecStatusChanged {
  const fields = fieldsOf(event);
  return {
    spec: textField(fields, 'spec', event),
    status: specStatusOf(fields.status),
    reason: textField(fields, 'reason', event),
    ...(typeof fields.sha256 === 'string' ? { sha256: fields.sha256 } : {}),
  };
}

export function executionRecordedOf(event: StoredEvent): ExecutionRecorded {
  const fields = fieldsOf(event);
  return {
    spec: textField(fields, 'spec', event),
    iteration: wholeField(fields, 'iteration', event),
    command: textField(fields, 'command', event),
    input: textField(fields, 'input', event),
    output: textField(fields, 'output', event),
    status: textField(fields, 'status', event),
    startedAt: wholeField(fields, 'startedAt', event),
    completedAt: wholeField(fields, 'completedAt', event),
  };
}

export function costBookedOf(event: StoredEvent): CostBooked {
  const fields = fieldsOf(event);
  const { usd } = fields;
  if (usd !== null && typeof usd !== 'number') {
    throw new Error(`"usd" of the event "${event.type}" is neither a number nor null`);
  }
  return { spec: textField(fields, 'spec', event), usd };
}

function fieldsOf(event: StoredEvent): Fields {
  const { data } = event;
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    throw new Error(`the data of the event "${event.type}" is no object`);
  }
  return Object.fromEntries(Object.entries(data));
}

function textField(fields: Fields, name: string, event: StoredEvent): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new Error(`"${name}" of the event "${event.type}" is no text`);
  return value;
}

/** Counts and times; a time with fractions of a millisecond is rounded. */
function wholeField(fields: Fields, name: string, event: StoredEvent): number {
  const value = fields[name];
  if (typeof value !== 'number') throw new Error(`"${name}" of the event "${event.type}" is no number`);
  return Math.round(value);
}
