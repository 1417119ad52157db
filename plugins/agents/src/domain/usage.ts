import type { AgentEvent, TokenUsage } from '../api.ts';
import { priceOf } from './prices.ts';

type UsageEvent = Extract<AgentEvent, { type: 'usage' }>;

export const NO_TOKENS: TokenUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
};

export interface Used {
  readonly tokens: TokenUsage;
  /** US dollars so far; undefined as soon as one part of it is unknown, and before anything was reported. */
  readonly usd: number | undefined;
  readonly reported: boolean;
}

export const NOTHING_USED: Used = { tokens: NO_TOKENS, usd: undefined, reported: false };

/** Adds one report. Where it names no cost, the price table does, if it knows the model. */
export function addUsage(used: Used, event: UsageEvent, model: string | undefined): Used {
  const usd = event.usd ?? priceOf(event.model ?? model, event.tokens);
  const before = used.reported ? used.usd : 0;
  return {
    tokens: addTokens(used.tokens, event.tokens),
    usd: usd === undefined || before === undefined ? undefined : before + usd,
    reported: true,
  };
}

function addTokens(left: TokenUsage, right: TokenUsage): TokenUsage {
  return {
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    cacheReadTokens: left.cacheReadTokens + right.cacheReadTokens,
    cacheWriteTokens: left.cacheWriteTokens + right.cacheWriteTokens,
  };
}
