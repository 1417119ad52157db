// How the specs of a run ended in the processes that held it before.
import type { Journal, SpecStatus } from '@mmm/plugin-state/api';
import * as z from 'zod';
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

const costBookedSchema = z.object({ spec: z.string(), usd: z.number().nullable(), reserved: z.number() });

export interface Costs {
  readonly bySpec: ReadonlyMap<string, number>;
  readonly usd: number;
  readonly usdUnknown: boolean;
}

/** Oldest first, for each spec that has ended in this run before. */
export async function pastEnds(
  journal: Journal,
  run: string,
): Promise<ReadonlyMap<string, readonly SpecEnd[]>> {
  const ends = new Map<string, SpecEnd[]>();
  for (const happened of await journal.events(run)) {
    if (happened.type !== 'spec.ended') continue;
    const end = specEndSchema.parse(happened.data);
    ends.set(end.name, [...(ends.get(end.name) ?? []), end]);
  }
  return ends;
}

/** All that was booked in a run; an unknown cost counts as what was reserved for it. */
export async function bookedCosts(journal: Journal, run: string): Promise<Costs> {
  const bySpec = new Map<string, number>();
  let usdUnknown = false;
  for (const happened of await journal.events(run)) {
    if (happened.type !== 'cost.booked') continue;
    const { spec, usd, reserved } = costBookedSchema.parse(happened.data);
    bySpec.set(spec, (bySpec.get(spec) ?? 0) + (usd ?? reserved));
    usdUnknown ||= usd === null;
  }
  return { bySpec, usd: [...bySpec.values()].reduce((sum, usd) => sum + usd, 0), usdUnknown };
}

export function isMet(status: string | undefined): boolean {
  return status === 'done' || status === 'already-met';
}
