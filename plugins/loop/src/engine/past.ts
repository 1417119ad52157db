// How the specs of a run ended in the processes that held it before.
import type { SpecStatus } from '@mmm/plugin-state/api';
import * as z from 'zod';
import type { Engine } from './engine.ts';
import type { SpecEnd } from './work.ts';

const STATUSES = [
  'pending',
  'running',
  'done',
  'already-met',
  'unmet',
  'stuck',
  'blocked',
  'paused',
  'waiting',
  'tampered',
  'failed',
] as const satisfies readonly SpecStatus[];

export const specEndSchema: z.ZodType<SpecEnd> = z.object({
  name: z.string(),
  sha256: z.string(),
  status: z.enum(STATUSES),
  reason: z.string(),
  iterations: z.number(),
  usd: z.number(),
  usdUnknown: z.boolean(),
  proved: z.number(),
  criteria: z.number(),
  merged: z.string().nullable(),
  tampered: z.boolean(),
});

/** Oldest first, for each spec that has ended in this run before. */
export async function pastEnds(engine: Engine): Promise<ReadonlyMap<string, readonly SpecEnd[]>> {
  const ends = new Map<string, SpecEnd[]>();
  for (const happened of await engine.journal.events(engine.lease.run)) {
    if (happened.type !== 'spec.ended') continue;
    const end = specEndSchema.parse(happened.data);
    ends.set(end.name, [...(ends.get(end.name) ?? []), end]);
  }
  return ends;
}
