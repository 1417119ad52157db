// After each iteration: go on, or end, and why. Pure, and made of kept results only, so that a resumed run decides
// the same.
import type { Caps } from './input.ts';
import type { AgentResult, VerifyResult } from './steps.ts';

/** This many iterations in a row without a gain and with the same failure are stuck. */
export const STUCK_AFTER = 3;

export interface Iteration {
  readonly agent: AgentResult;
  readonly verify: VerifyResult;
}

export interface SpecHistory {
  readonly caps: Caps;
  readonly vacuous: readonly string[];
  readonly baselineMs: number;
  readonly iterations: readonly Iteration[];
  /** Calls that did no iteration: waits, retries, cut-off attempts. */
  readonly otherUsd: number;
}

export type EndStatus = 'unmet' | 'stuck' | 'blocked' | 'paused' | 'waiting' | 'tampered';

export type Decision =
  | { readonly kind: 'iterate' }
  | { readonly kind: 'merge' }
  | { readonly kind: 'end'; readonly status: EndStatus; readonly reason: string };

/** What has been spent; an unknown cost counts as what was reserved for it. */
export function spentUsd(history: SpecHistory): number {
  return history.iterations.reduce(
    (sum, { agent, verify }) => sum + (agent.usd ?? agent.reservedUsd) + verify.usd,
    history.otherUsd,
  );
}

export function workedMinutes(history: SpecHistory): number {
  const ms = history.iterations.reduce(
    (sum, { agent, verify }) => sum + agent.durationMs + verify.durationMs,
    0,
  );
  return (history.baselineMs + ms) / 60_000;
}

/** What the next call may be expected to cost: the mean of the known ones, else what the configuration says. */
export function reserveFor(history: SpecHistory, configured: number): number {
  const known = history.iterations.map(({ agent }) => agent.usd).filter((usd) => usd !== null);
  return known.length === 0 ? configured : known.reduce((sum, usd) => sum + usd, 0) / known.length;
}

/** Before an iteration is dispatched: is there budget for it? */
export function decideDispatch(history: SpecHistory, reserve: number): Decision {
  const { caps, iterations } = history;
  if (iterations.length >= caps.iterations) {
    return end(
      'unmet',
      `${all(caps.iterations)} used; mmm resume --iterations ${caps.iterations * 2} goes on`,
    );
  }
  const spent = spentUsd(history);
  if (spent + reserve > caps.usd) {
    const more = money(Math.ceil((spent + reserve) * 2));
    return end(
      'paused',
      `${money(spent)} of ${money(caps.usd)} is spent and the next iteration may cost ${money(reserve)}; mmm resume --raise-budget ${more.slice(1)} goes on`,
    );
  }
  const minutes = workedMinutes(history);
  if (minutes >= caps.minutes) {
    return end(
      'paused',
      `${Math.round(minutes)} of ${caps.minutes} minutes are used; mmm resume --minutes ${Math.max(1, caps.minutes * 2)} goes on`,
    );
  }
  return { kind: 'iterate' };
}

/** After an iteration was verified. */
export function decideNext(history: SpecHistory): Decision {
  const last = history.iterations.at(-1);
  if (last === undefined) return { kind: 'iterate' };
  if (last.verify.met) return { kind: 'merge' };
  if (last.verify.waiting) return end('waiting', 'a person has to answer: mmm criteria shows the question');
  if (last.agent.hint === 'blocked' && !last.agent.changed)
    return end('blocked', `the agent says: ${firstLine(last.agent.text)}`);
  if (last.agent.hint === 'needs-review' && !last.agent.changed) {
    return end('waiting', `the agent asks for a review: ${firstLine(last.agent.text)}`);
  }
  return stuck(history) ?? { kind: 'iterate' };
}

/** Criteria that pass now, did not pass at any time before, and were not there to begin with. */
export function gained(history: SpecHistory, index: number): readonly string[] {
  const before = new Set(history.vacuous);
  for (const { verify } of history.iterations.slice(0, index))
    for (const key of passing(verify)) before.add(key);
  const now = history.iterations[index];
  return now === undefined ? [] : passing(now.verify).filter((key) => !before.has(key));
}

function stuck(history: SpecHistory): Decision | undefined {
  const { iterations } = history;
  const recent = iterations.slice(-STUCK_AFTER);
  const first = recent[0];
  if (first === undefined || recent.length < STUCK_AFTER) return undefined;
  const from = iterations.length - STUCK_AFTER;
  const sameError = recent.every(({ verify }) => verify.signature === first.verify.signature);
  const nothingGained = recent.every((_, offset) => gained(history, from + offset).length === 0);
  if (!sameError || !nothingGained) return undefined;
  const sameTree = recent.every(({ verify }) => verify.tree === first.verify.tree);
  const facts = ['no criterion gained', sameTree ? 'same tree' : 'another tree each time', 'same error'];
  const tampering = recent.every(({ verify }) => verify.tampered.length > 0);
  const reason = `stuck since iteration ${from + 1}: ${facts.join(', ')}`;
  return end(tampering ? 'tampered' : 'stuck', reason);
}

function passing(verify: VerifyResult): string[] {
  return verify.items
    .filter(({ verdict }) => verdict === 'pass' || verdict === 'judged')
    .map(({ key }) => key);
}

function end(status: EndStatus, reason: string): Decision {
  return { kind: 'end', status, reason };
}

export function money(usd: number): string {
  return `$${usd.toFixed(2)}`;
}

function all(iterations: number): string {
  return iterations === 1 ? 'the only iteration is' : `all ${iterations} iterations are`;
}

function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim()
      .slice(0, 160) ?? 'nothing'
  );
}
