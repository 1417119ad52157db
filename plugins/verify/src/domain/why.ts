// Why a spec is not done, from its ledger and from what its last run recorded.
import type { CheckResult, LedgerRow, Tampering, Verdict } from '../api.ts';
import { type NextStep, nextStep } from './next-step.ts';
import type { RunFacts } from './run-facts.ts';
import { decisive, isGood, shownCheck } from './verdict-cells.ts';

export interface WhyInput {
  readonly spec: string;
  /** The shortest name that the command line takes. */
  readonly reference: string;
  readonly status: string;
  readonly criteria: readonly { readonly key: string; readonly ordinal: number; readonly text: string }[];
  readonly gates: number;
  readonly ledger: readonly LedgerRow[];
  readonly run: string | undefined;
  readonly facts: RunFacts;
}

/** The criterion or gate that stands in the way. */
export interface Obstacle {
  /** Absent for a gate. */
  readonly ordinal: number | undefined;
  readonly text: string;
  readonly verdict: Verdict;
  readonly check: string | undefined;
  readonly kind: string | undefined;
  readonly exitCode: number | undefined;
  readonly reason: string;
  readonly evidence: string;
  readonly iteration: number | undefined;
}

export interface WhyReport {
  readonly spec: string;
  readonly status: string;
  readonly done: boolean;
  readonly run: string | undefined;
  readonly obstacle: Obstacle | undefined;
  /** How many further criteria and gates do not hold. */
  readonly others: number;
  /** How many of the last iterations failed in the same way. */
  readonly sameIterations: number;
  /** What the loop said when it stopped. */
  readonly reason: string | undefined;
  readonly tampering: readonly Tampering[];
  readonly next: NextStep | undefined;
}

export function explain(input: WhyInput): WhyReport {
  const { spec, facts, run } = input;
  const status = input.status;
  const done = status === 'done' || status === 'already-met';
  const obstacles = done ? [] : obstaclesOf(input);
  const obstacle = obstacles[0];
  const sameIterations = sameAtTheEnd(facts);
  return {
    spec,
    status,
    done,
    run,
    obstacle,
    others: Math.max(0, obstacles.length - 1),
    sameIterations,
    reason: facts.reason,
    tampering: status === 'tampered' || facts.tampering.length > 0 ? facts.tampering : [],
    next: done ? undefined : nextStep({ reference: input.reference, status, run, obstacle, facts }),
  };
}

const WORST: readonly Verdict[] = ['fail', 'flaky', 'unverifiable', 'stale', 'waiting'];

/** Worst first, then in the order of the file. */
function obstaclesOf({ criteria, ledger, facts, gates, run }: WhyInput): readonly Obstacle[] {
  const rows = new Map(ledger.map((row) => [row.key, row]));
  const found = criteria.flatMap(({ key, ordinal, text }): readonly Obstacle[] => {
    const row = rows.get(key);
    if (row === undefined) return run === undefined ? [] : [unverified(ordinal, text)];
    if (isGood(row.verdict) || (row.checks.length === 0 && gates > 0)) return [];
    return [{ ...obstacleOf(decisive(row)), ordinal, text, verdict: row.verdict, iteration: row.iteration }];
  });
  const iteration = facts.iterations.at(-1)?.iteration;
  const failing = facts.gates
    .filter((gate) => !isGood(gate.verdict))
    .map((gate): Obstacle => {
      const text = shownCheck(gate.source);
      return { ...obstacleOf(gate), ordinal: undefined, text, verdict: gate.verdict, iteration };
    });
  return [...found, ...failing].sort((a, b) => WORST.indexOf(a.verdict) - WORST.indexOf(b.verdict));
}

function obstacleOf(
  check: CheckResult | undefined,
): Pick<Obstacle, 'check' | 'kind' | 'exitCode' | 'reason' | 'evidence'> {
  return {
    check: check === undefined ? undefined : shownCheck(check.source),
    kind: check?.kind,
    exitCode: check?.exitCode,
    reason: check?.reason ?? 'it has no check',
    evidence: check?.evidence ?? '',
  };
}

function unverified(ordinal: number, text: string): Obstacle {
  const reason = 'it is new since the last run';
  return { ...obstacleOf(undefined), ordinal, text, verdict: 'stale', iteration: undefined, reason };
}

function sameAtTheEnd({ iterations }: RunFacts): number {
  const last = iterations.at(-1);
  if (last === undefined || last.signature === '') return 0;
  const different = iterations.findLastIndex(({ signature }) => signature !== last.signature);
  return iterations.length - 1 - different;
}
