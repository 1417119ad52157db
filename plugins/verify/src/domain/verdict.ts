import type { CheckResult, CriterionVerdict, Verdict } from '../api.ts';

/** Worst first: the first one that any check has is the criterion's. */
const ORDER = ['fail', 'unverifiable', 'waiting', 'judged'] as const;
const MET: readonly Verdict[] = ['pass', 'judged', 'waived'];

/** No checks at all is unverifiable, never pass. */
export function criterionVerdict(checks: readonly CheckResult[]): Verdict {
  if (checks.length === 0) return 'unverifiable';
  return ORDER.find((verdict) => checks.some((check) => check.verdict === verdict)) ?? 'pass';
}

/**
 * Whether a spec is proved: every criterion with checks holds, every gate passes, and nothing is left unchecked unless
 * gates stand for it. Nothing checked at all is never met.
 */
export function isMet(criteria: readonly CriterionVerdict[], gates: readonly CheckResult[]): boolean {
  return holds(criteria, gates, (verdict) => MET.includes(verdict));
}

/** Met but for the answers of people. */
export function isWaiting(criteria: readonly CriterionVerdict[], gates: readonly CheckResult[]): boolean {
  const waits = [...criteria, ...gates].some((item) => item.verdict === 'waiting');
  return waits && holds(criteria, gates, (verdict) => MET.includes(verdict) || verdict === 'waiting');
}

function holds(
  criteria: readonly CriterionVerdict[],
  gates: readonly CheckResult[],
  good: (verdict: Verdict) => boolean,
): boolean {
  const checked = criteria.filter(
    (criterion) => criterion.checks.length > 0 || criterion.verdict === 'waived',
  );
  if (checked.length + gates.length === 0) return false;
  if (checked.length < criteria.length && gates.length === 0) return false;
  return [...checked, ...gates].every((item) => good(item.verdict));
}
