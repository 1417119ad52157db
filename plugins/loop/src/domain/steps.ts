// The kept results of the loop's durable steps. A resumed run reads them back instead of doing the work again.
import { type AgentOutcome, FAILURE_CLASSES } from '@mmm/plugin-agents/api';
import * as z from 'zod';

export interface StartResult {
  /** The commit that the spec's work starts from. */
  readonly base: string;
  /** Whether it was done before, by this text. */
  readonly wasDone: boolean;
}
export const startResult: z.ZodType<StartResult> = z.object({ base: z.string(), wasDone: z.boolean() });

/** One criterion or gate as the loop remembers it. */
export interface CheckedItem {
  /** The criterion's key, or `gate` with its number. */
  readonly key: string;
  readonly label: string;
  readonly verdict: string;
  /** Why, in one line; empty for a pass. */
  readonly reason: string;
  /** The end of what the failing check printed. */
  readonly evidence: string;
}
const checkedItem: z.ZodType<CheckedItem> = z.object({
  key: z.string(),
  label: z.string(),
  verdict: z.string(),
  reason: z.string(),
  evidence: z.string(),
});

export interface BaselineResult {
  readonly met: boolean;
  /** Keys that pass already: guards from now on. */
  readonly vacuous: readonly string[];
  /** Why the spec can never be proved as it stands; null where it can. */
  readonly unprovable: string | null;
  readonly items: readonly CheckedItem[];
  readonly durationMs: number;
  readonly usd: number;
}
export const baselineResult: z.ZodType<BaselineResult> = z.object({
  met: z.boolean(),
  vacuous: z.array(z.string()),
  unprovable: z.string().nullable(),
  items: z.array(checkedItem),
  durationMs: z.number(),
  usd: z.number(),
});

export interface AgentResult {
  readonly ok: boolean;
  readonly failure: AgentOutcome['failure'] | null;
  readonly problem: string | null;
  /** The last thing that the agent said, cut to 2,000 characters. A hint, never a verdict. */
  readonly text: string;
  readonly hint: 'complete' | 'blocked' | 'needs-review' | null;
  /** US dollars; null is unknown. */
  readonly usd: number | null;
  readonly reservedUsd: number;
  readonly resetsAt: number | null;
  readonly durationMs: number;
  readonly commit: string;
  readonly tree: string;
  readonly changed: boolean;
}
export const agentResult: z.ZodType<AgentResult> = z.object({
  ok: z.boolean(),
  failure: z.enum(FAILURE_CLASSES).nullable(),
  problem: z.string().nullable(),
  text: z.string(),
  hint: z.enum(['complete', 'blocked', 'needs-review']).nullable(),
  usd: z.number().nullable(),
  reservedUsd: z.number(),
  resetsAt: z.number().nullable(),
  durationMs: z.number(),
  commit: z.string(),
  tree: z.string(),
  changed: z.boolean(),
});

export interface VerifyResult {
  readonly met: boolean;
  readonly waiting: boolean;
  readonly signature: string;
  /** The commit that was verified: the agent's, with guarded files put back where they were tampered with. */
  readonly commit: string;
  readonly tree: string;
  readonly items: readonly CheckedItem[];
  readonly tampered: readonly string[];
  readonly durationMs: number;
  /** Of judges; one whose cost is unknown counts as what is reserved for a call. */
  readonly usd: number;
  readonly usdUnknown: boolean;
}
export const verifyResult: z.ZodType<VerifyResult> = z.object({
  met: z.boolean(),
  waiting: z.boolean(),
  signature: z.string(),
  commit: z.string(),
  tree: z.string(),
  items: z.array(checkedItem),
  tampered: z.array(z.string()),
  durationMs: z.number(),
  usd: z.number(),
  usdUnknown: z.boolean(),
});

export interface CandidateResult {
  /** What would be merged, verified on its own tree; null where it conflicts or fails there. */
  readonly commit: string | null;
  /** The branch's tip that it was made for. */
  readonly onto: string;
  readonly problem: string | null;
  /** Where it fails on the branch's tip: the merged commit, from which the work goes on. */
  readonly failing: string | null;
  readonly items: readonly CheckedItem[];
  /** Of judges that looked at the merged tree. */
  readonly usd: number;
}
export const candidateResult: z.ZodType<CandidateResult> = z.object({
  commit: z.string().nullable(),
  onto: z.string(),
  problem: z.string().nullable(),
  failing: z.string().nullable(),
  items: z.array(checkedItem),
  usd: z.number(),
});

export interface MergeResult {
  /** Null where the branch had moved meanwhile, or could not be moved. */
  readonly merged: string | null;
  readonly problem: string | null;
  /** Whether another try with a new candidate makes sense. */
  readonly moved: boolean;
}
export const mergeResult: z.ZodType<MergeResult> = z.object({
  merged: z.string().nullable(),
  problem: z.string().nullable(),
  moved: z.boolean(),
});
