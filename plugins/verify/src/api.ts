import {
  definePoint,
  defineService,
  type PluginContext,
  type Point,
  type Result,
  type ServiceToken,
} from '@mmm/plugin-api';
import type { CheckSource, Criterion, Finding, Spec } from '@mmm/plugin-specs/api';

/** `judged` is a pass that rests on an agent's judgement with evidence that mmm found in the tree. */
export type Verdict = 'pass' | 'fail' | 'flaky' | 'unverifiable' | 'stale' | 'waived' | 'judged' | 'waiting';

/** One check, run once by mmm. */
export interface CheckResult {
  readonly kind: string;
  /** The check as written in the spec. */
  readonly source: string;
  readonly verdict: 'pass' | 'fail' | 'unverifiable' | 'judged' | 'waiting';
  /** One line that says why: `exit 1: expected "id,name", received ""`. */
  readonly reason: string;
  /** The end of what the check printed, redacted; empty where it prints nothing. */
  readonly evidence: string;
  readonly exitCode: number | undefined;
  /** Of the whole output; lower-case hexadecimal. */
  readonly outputSha256: string | undefined;
  readonly durationMs: number;
  readonly usd: number | undefined;
}

export interface CriterionVerdict {
  readonly key: string;
  readonly ordinal: number;
  readonly text: string;
  readonly verdict: Verdict;
  /** Passed on the untouched tree already: a guard that earns nothing. */
  readonly vacuous: boolean;
  readonly checks: readonly CheckResult[];
}

/** A guarded file that was changed although the spec does not allow it. */
export interface Tampering {
  readonly path: string;
  readonly change: 'added' | 'modified' | 'deleted';
  readonly guards: 'spec' | 'test' | 'runner' | 'scripts' | 'ci' | 'mmm';
  /** What changed, where more can be said than the path: `scripts.test was "vitest run"`. */
  readonly detail: string | undefined;
}

export interface VerifyRequest {
  readonly spec: Spec;
  /** Where the checks run. */
  readonly folder: string;
  /** The tree that the verdicts speak of. */
  readonly tree: string;
  readonly run: string;
  readonly iteration: number;
  /** Keys that passed on the base. */
  readonly vacuous: readonly string[];
  /** For judges; without it they are unverifiable. */
  readonly judgeAgent?: string;
}

export interface VerifyReport {
  readonly criteria: readonly CriterionVerdict[];
  readonly gates: readonly CheckResult[];
  /** Every criterion pass or judged (or waived) and every gate pass. */
  readonly met: boolean;
  /** Nothing fails, but a person has to answer. */
  readonly waiting: boolean;
  /** Same for the same failures, whatever numbers, times and paths they print. */
  readonly signature: string;
  readonly usd: number;
}

export interface GuardRequest {
  readonly root: string;
  readonly spec: Spec;
  readonly base: string;
  readonly commit: string;
}

/** One row of the ledger. */
export interface LedgerRow extends CriterionVerdict {
  readonly spec: string;
  readonly run: string;
  /** 0 is the baseline. */
  readonly iteration: number;
  readonly tree: string;
  readonly at: number;
}

/** A person's answer to a `human:` check, bound to the tree that they saw. */
export interface HumanAnswer {
  readonly spec: string;
  readonly key: string;
  readonly tree: string;
  readonly approved: boolean;
  readonly by: string;
  readonly note: string | undefined;
}

export interface VerifyService {
  /** Runs every check of a spec. Never throws for a failing check. */
  verify(request: VerifyRequest, signal: AbortSignal): Promise<VerifyReport>;
  /** Guarded files changed between two commits. */
  tampering(request: GuardRequest): Promise<readonly Tampering[]>;
  /** Newest verdict of each criterion of a spec; all of one run, where given. */
  ledger(spec: string, run?: string): Promise<readonly LedgerRow[]>;
  answer(answer: HumanAnswer): Promise<void>;
}

export const verifyService: ServiceToken<VerifyService> = defineService('verify');

/** Event `verdicts.recorded`, from which the ledger is made. */
export interface VerdictsRecorded {
  readonly spec: string;
  readonly iteration: number;
  readonly tree: string;
  readonly criteria: readonly CriterionVerdict[];
  readonly gates: readonly CheckResult[];
  readonly tampering: readonly Tampering[];
}

export interface CheckRun {
  readonly folder: string;
  readonly tree: string;
  readonly spec: Spec;
  readonly criterion: Criterion | undefined;
  readonly run: string;
  readonly iteration: number;
  readonly judgeAgent: string | undefined;
  readonly signal: AbortSignal;
}

/** What a file in `[[contributes.checks]]` exports by default: one kind of check. */
export interface CheckKind {
  /** What is wrong with a check as written; empty where nothing is. */
  lint(check: CheckSource): readonly Finding[];
  run(check: CheckSource, scope: CheckRun, context: PluginContext): Promise<Result<CheckResult>>;
}

export const checkPoint: Point<CheckKind> = definePoint('checks');
