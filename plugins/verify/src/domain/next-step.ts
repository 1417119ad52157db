import type { RunFacts } from './run-facts.ts';
import type { Obstacle } from './why.ts';

export interface NextStep {
  readonly command: string;
  /** What it may cost, and from how many iterations that is known. */
  readonly estimate: { readonly usd: number; readonly from: number } | undefined;
}

interface Standing {
  readonly reference: string;
  readonly status: string;
  readonly run: string | undefined;
  readonly obstacle: Obstacle | undefined;
  readonly facts: RunFacts;
}

/** Iterations worth trying again where the last ones gained nothing. */
const RETRIES = 2;

const STRONGER: readonly (readonly [RegExp, string])[] = [
  [/haiku/i, 'sonnet'],
  [/sonnet/i, 'opus'],
];

/** The cheapest thing to type that can bring the spec further. */
export function nextStep(standing: Standing): NextStep {
  const { reference, status, run, obstacle } = standing;
  if (run === undefined) return free(`mmm run --spec ${reference}`);
  if (status === 'running') return free('mmm status');
  if (status === 'paused' || status === 'interrupted') return free(`mmm resume ${run}`);
  if (obstacle?.verdict === 'waiting' && obstacle.ordinal !== undefined) {
    return free(`mmm criteria approve ${reference} ${obstacle.ordinal}`);
  }
  if (status === 'tampered') return free(`mmm run show ${run}`);
  if (obstacle?.verdict === 'unverifiable') {
    const unchecked = obstacle.check === undefined;
    return free(unchecked ? `mmm run --spec ${reference} --judge` : `mmm spec lint ${reference}`);
  }
  if (status === 'unmet' && /mmm resume --iterations/.test(standing.facts.reason ?? ''))
    return goOn(standing, run);
  return tryAgain(standing);
}

/** The iterations are used: to go on is cheaper than to start again. */
function goOn({ facts }: Standing, run: string): NextStep {
  const more = facts.iterations.length;
  return { command: `mmm resume ${run} --iterations ${more * 2}`, estimate: estimateOf(facts.costs, more) };
}

function tryAgain({ reference, status, facts }: Standing): NextStep {
  const model = facts.model ?? '';
  const stronger = status === 'stuck' ? STRONGER.find(([pattern]) => pattern.test(model))?.[1] : undefined;
  const words = [`mmm run --spec ${reference}`];
  if (stronger !== undefined) words.push(`--model ${stronger}`);
  if (status === 'stuck') words.push(`--iterations ${RETRIES}`);
  const iterations = status === 'stuck' ? RETRIES : 1;
  return { command: words.join(' '), estimate: estimateOf(facts.costs, iterations) };
}

function estimateOf(costs: readonly number[], iterations: number): NextStep['estimate'] {
  if (costs.length === 0) return undefined;
  const mean = costs.reduce((sum, usd) => sum + usd, 0) / costs.length;
  return { usd: mean * iterations, from: costs.length };
}

function free(command: string): NextStep {
  return { command, estimate: undefined };
}
