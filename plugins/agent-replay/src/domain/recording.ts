// What a run's journal holds of one iteration. The events are those of the loop; whatever else they carry is left alone.
import { type AgentEvent, FAILURE_CLASSES, type FailureClass, type TokenUsage } from '@mmm/plugin-agents/api';
import type { StepRecord, StoredEvent } from '@mmm/plugin-state/api';
import { z } from 'zod';

const place = { spec: z.string(), iteration: z.number() };

const execution = z.object({ ...place, output: z.string(), status: z.string() });

const tokens = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
});

const cost = z.object({
  ...place,
  usd: z.number().nullish(),
  model: z.string().nullish(),
  tokens: tokens.optional(),
});

const failure: z.ZodType<FailureClass> = z.enum(FAILURE_CLASSES);

const made = z.object({ commit: z.string(), changed: z.boolean() });

const NO_TOKENS: TokenUsage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/** The events of the last call of an iteration: what it used, and what it said in the end. Empty where there are none. */
export function recordedEvents(
  events: readonly StoredEvent[],
  spec: string,
  iteration: number,
): readonly AgentEvent[] {
  const last = <T>(type: string, schema: z.ZodType<T & { spec: string; iteration: number }>): T | undefined =>
    events
      .filter((event) => event.type === type)
      .map((event) => schema.safeParse(event.data))
      .flatMap((parsed) => (parsed.success ? [parsed.data] : []))
      .findLast((data) => data.spec === spec && data.iteration === iteration);
  const ended = last('execution.recorded', execution);
  if (ended === undefined) return [];
  const paid = last('cost.booked', cost);
  const model = paid?.model ?? undefined;
  const usd = paid?.usd ?? undefined;
  const failed = failure.safeParse(ended.status);
  return [
    { type: 'started', ...(model === undefined ? {} : { model }) },
    { type: 'text', text: ended.output },
    { type: 'usage', tokens: paid?.tokens ?? NO_TOKENS, ...(usd === undefined ? {} : { usd }) },
    {
      type: 'result',
      ok: !failed.success,
      text: ended.output,
      ...(failed.success ? { failure: failed.data } : {}),
    },
  ];
}

/**
 * Whether the commit was made by the run. Where an iteration changed nothing, its ref points to the commit before it;
 * a run whose steps do not speak of the commit is believed.
 */
export function wasMade(steps: readonly StepRecord[], commit: string): boolean {
  const told = steps
    .map((step) => made.safeParse(step.result))
    .flatMap((parsed) => (parsed.success && parsed.data.commit === commit ? [parsed.data.changed] : []));
  return told.length === 0 || told.includes(true);
}
