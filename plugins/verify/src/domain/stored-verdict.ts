// Verdicts as they come back from the event log and the ledger. An older or newer mmm may have written them: what is
// missing has a neutral value, and what is unknown is unverifiable.
import { z } from 'zod';
import type { CheckResult, CriterionVerdict, Tampering, Verdict, VerdictsRecorded } from '../api.ts';

const text = z.string().catch('');
const optionalText = z.string().optional().catch(undefined);
const optionalNumber = z.number().optional().catch(undefined);

const verdictSchema = z
  .enum(['pass', 'fail', 'flaky', 'unverifiable', 'stale', 'waived', 'judged', 'waiting'])
  .catch('unverifiable');

const checkSchema = z
  .object({
    kind: text,
    source: text,
    verdict: z.enum(['pass', 'fail', 'unverifiable', 'judged', 'waiting']).catch('unverifiable'),
    reason: text,
    evidence: text,
    exitCode: optionalNumber,
    outputSha256: optionalText,
    durationMs: z.number().catch(0),
    usd: optionalNumber,
  })
  .transform(
    (check): CheckResult => ({
      ...check,
      exitCode: check.exitCode,
      outputSha256: check.outputSha256,
      usd: check.usd,
    }),
  );

const criterionSchema = z
  .object({
    key: z.string(),
    ordinal: z.number().int(),
    text,
    verdict: verdictSchema,
    vacuous: z.boolean().catch(false),
    checks: z.array(checkSchema).catch([]),
  })
  .transform((criterion): CriterionVerdict => criterion);

const tamperingSchema = z
  .object({
    path: z.string(),
    change: z.enum(['added', 'modified', 'deleted']).catch('modified'),
    guards: z.enum(['spec', 'test', 'runner', 'scripts', 'ci', 'mmm']).catch('test'),
    detail: optionalText,
  })
  .transform((file): Tampering => ({ ...file, detail: file.detail }));

const recordedSchema = z
  .object({
    spec: z.string(),
    iteration: z.number().int(),
    tree: text,
    criteria: z.array(criterionSchema).catch([]),
    gates: z.array(checkSchema).catch([]),
    tampering: z.array(tamperingSchema).catch([]),
  })
  .transform((recorded): VerdictsRecorded => recorded);

/** The data of a `verdicts.recorded` event; undefined where it names no spec and iteration. */
export function readRecorded(data: unknown): VerdictsRecorded | undefined {
  const parsed = recordedSchema.safeParse(data);
  return parsed.success ? parsed.data : undefined;
}

export function readVerdict(value: unknown): Verdict {
  return verdictSchema.parse(value);
}

export function readChecks(json: string): readonly CheckResult[] {
  const parsed = z.array(checkSchema).safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : [];
}

export function readTampering(data: unknown): readonly Tampering[] {
  const parsed = z.array(tamperingSchema).safeParse(data);
  return parsed.success ? parsed.data : [];
}
