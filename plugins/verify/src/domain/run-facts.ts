// What the loop's events say of one spec. They are read leniently: an event of another version, or one that is
// missing, makes an explanation poorer and never impossible.
import type { StoredEvent } from '@mmm/plugin-state/api';
import { z } from 'zod';
import type { CheckResult, Tampering } from '../api.ts';
import { readRecorded, readTampering } from './stored-verdict.ts';

export interface IterationFacts {
  readonly iteration: number;
  readonly signature: string;
}

export interface RunFacts {
  readonly iterations: readonly IterationFacts[];
  /** The last one that worked on the spec: as configured, or as the agent told. */
  readonly model: string | undefined;
  readonly status: string | undefined;
  readonly reason: string | undefined;
  readonly gates: readonly CheckResult[];
  /** Of the last iteration that tampered. */
  readonly tampering: readonly Tampering[];
  /** Known costs in US dollars, of every spec. */
  readonly costs: readonly number[];
}

const ofSpec = z.object({ spec: z.string() });
const iterationEnded = z.object({
  iteration: z.number(),
  signature: z.string().catch(''),
});
const statusChanged = z.object({ status: z.string(), reason: z.string().optional().catch(undefined) });
const costBooked = z.object({ usd: z.number() });
const namesModel = z.object({ model: z.string() });
const tamperingFound = z.object({ files: z.unknown() });

export function runFacts(events: readonly StoredEvent[], spec: string): RunFacts {
  const mine = events.filter(({ data }) => ofSpec.safeParse(data).data?.spec === spec);
  const iterations = valuesOf(mine, 'iteration.ended', iterationEnded);
  const models = ['cost.booked', 'iteration.ended'].flatMap((type) => valuesOf(mine, type, namesModel));
  const status = valuesOf(mine, 'spec.status-changed', statusChanged).at(-1);
  const recorded = mine
    .filter(({ type }) => type === 'verdicts.recorded')
    .map(({ data }) => readRecorded(data));
  return {
    iterations,
    model: models.at(-1)?.model,
    status: status?.status,
    reason: status?.reason,
    gates: recorded.at(-1)?.gates ?? [],
    tampering: readTampering(valuesOf(mine, 'tampering.found', tamperingFound).at(-1)?.files),
    costs: valuesOf(events, 'cost.booked', costBooked).map(({ usd }) => usd),
  };
}

function valuesOf<T>(events: readonly StoredEvent[], type: string, schema: z.ZodType<T>): readonly T[] {
  return events
    .filter((event) => event.type === type)
    .flatMap(({ data }) => {
      const parsed = schema.safeParse(data);
      return parsed.success ? [parsed.data] : [];
    });
}
