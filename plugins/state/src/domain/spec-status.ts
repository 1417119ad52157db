import type { SpecStatus } from '../api.ts';

/** Every status, in the order in which `mmm status` counts them. */
export const SPEC_STATUSES: readonly SpecStatus[] = [
  'done',
  'already-met',
  'running',
  'waiting',
  'paused',
  'unmet',
  'stuck',
  'blocked',
  'tampered',
  'failed',
  'pending',
];

/** The status of that name; any other name is a bug of whoever wrote it. */
export function specStatusOf(text: unknown): SpecStatus {
  const status = SPEC_STATUSES.find((known) => known === text);
  if (status === undefined) throw new Error(`"${String(text)}" is no status of a spec`);
  return status;
}
