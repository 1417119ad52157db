import type { Cell, Tone } from '@mmm/plugin-api';
import type { CheckResult, CriterionVerdict, Verdict } from '../api.ts';

const TONES: Readonly<Record<Verdict, Tone>> = {
  pass: 'good',
  judged: 'good',
  waived: 'muted',
  fail: 'bad',
  flaky: 'warn',
  unverifiable: 'warn',
  stale: 'warn',
  waiting: 'warn',
};

export function verdictCell(verdict: Verdict): Cell {
  return { text: verdict, tone: TONES[verdict] };
}

/** A check as a person would type it: without its keyword and, where it is one command, without backticks. */
export function shownCheck(source: string): string {
  const line = source.replace(/^(?:\*\*|__)?check(?:(?:\*\*|__)\s*:|:(?:\*\*|__)|\s*:)\s*/i, '');
  return /^`[^`]+`$/.test(line) ? line.slice(1, -1) : line;
}

/** The check that made the verdict: the first with the same one, else the last. */
export function decisive({
  verdict,
  checks,
}: Pick<CriterionVerdict, 'verdict' | 'checks'>): CheckResult | undefined {
  return checks.find((check) => check.verdict === verdict) ?? checks.at(-1);
}

/** What to say beside a verdict: the check that passed, or why it did not. */
export function reasonOf(criterion: Pick<CriterionVerdict, 'verdict' | 'checks'>): string {
  const check = decisive(criterion);
  if (check === undefined) return 'it has no check';
  return checkReason(check);
}

export function checkReason(check: CheckResult): string {
  const quiet = check.verdict === 'pass' && check.kind !== 'human';
  if (quiet) return shownCheck(check.source);
  return check.kind === 'command' ? `${shownCheck(check.source)}: ${check.reason}` : check.reason;
}

export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function isGood(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'judged' || verdict === 'waived';
}
