import type { TokenUsage } from '@mmm/plugin-agents/api';
import type { ResultMessage, Usage } from './messages.ts';

export function tokensOf(usage: Usage): TokenUsage {
  return {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.cache_read_input_tokens,
    cacheWriteTokens: usage.cache_creation_input_tokens,
  };
}

/** The total by model counts subagents too; the plain usage is that of the main conversation alone. */
export function totalTokens({ modelUsage, usage }: ResultMessage): TokenUsage | undefined {
  const models = Object.values(modelUsage);
  if (models.length === 0) return usage === undefined ? undefined : tokensOf(usage);
  const sum = (pick: (each: (typeof models)[number]) => number): number =>
    models.reduce((total, each) => total + pick(each), 0);
  return {
    inputTokens: sum((each) => each.inputTokens),
    outputTokens: sum((each) => each.outputTokens),
    cacheReadTokens: sum((each) => each.cacheReadInputTokens),
    cacheWriteTokens: sum((each) => each.cacheCreationInputTokens),
  };
}
