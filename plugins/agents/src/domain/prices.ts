// What models cost, for agents that say how many tokens they used but not what that costs, such as one that was
// stopped before its last word. List prices, as Claude Code 2.1.329 books them.
import type { TokenUsage } from '../api.ts';

export const PRICES_AS_OF = '2026-11-20';

interface Price {
  /** A model's name starts with this. */
  readonly model: string;
  /** US dollars for a million tokens. */
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

// The first that suits counts, so the longer name stands first.
export const PRICES: readonly Price[] = [
  { model: 'claude-fable-5-2', input: 8, output: 40, cacheRead: 0.2, cacheWrite: 10 },
  { model: 'claude-fable-5', input: 10, output: 50, cacheRead: 1, cacheWrite: 12.5 },
  { model: 'claude-opus-5-5', input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5 },
  { model: 'claude-opus-4-5', input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 },
  { model: 'claude-opus-4-6', input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 },
  { model: 'claude-sonnet-5-5', input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5 },
  { model: 'claude-sonnet-5', input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 },
  { model: 'claude-sonnet-4', input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
  { model: 'claude-haiku-5-5', input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: 0.125 },
  { model: 'claude-haiku-4-5', input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25 },
];

/** US dollars at list price; undefined for a model that the table does not know. */
export function priceOf(model: string | undefined, tokens: TokenUsage): number | undefined {
  const price = PRICES.find((each) => model?.startsWith(each.model));
  if (price === undefined) return undefined;
  const millionths =
    tokens.inputTokens * price.input +
    tokens.outputTokens * price.output +
    tokens.cacheReadTokens * price.cacheRead +
    tokens.cacheWriteTokens * price.cacheWrite;
  return millionths / 1_000_000;
}
