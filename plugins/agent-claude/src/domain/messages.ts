// The shape of the lines that Claude Code prints with `--output-format stream-json`, as far as mmm reads them.
// Seen with 2.1.329; everything that it adds is let through and left alone.
import { z } from 'zod';

export interface Usage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation_input_tokens: number;
}

export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadInputTokens: number;
  readonly cacheCreationInputTokens: number;
}

export interface ContentBlock {
  readonly type: string;
  readonly text?: string | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly input?: Readonly<Record<string, unknown>> | undefined;
  readonly tool_use_id?: string | undefined;
  readonly is_error?: boolean | undefined;
}

export interface InitMessage {
  readonly type: 'system';
  readonly subtype: 'init';
  readonly session_id?: string | undefined;
  readonly model?: string | undefined;
}

export interface RetryMessage {
  readonly type: 'system';
  readonly subtype: 'api_retry';
  readonly attempt: number;
  readonly retry_delay_ms: number;
  readonly error_status?: number | null | undefined;
  readonly error?: string | undefined;
}

export interface RateLimitMessage {
  readonly type: 'rate_limit_event';
  /** `resetsAt` in seconds since the epoch. */
  readonly rate_limit_info: { readonly status: string; readonly resetsAt?: number | undefined };
}

export interface AssistantMessage {
  readonly type: 'assistant';
  readonly message: {
    readonly id?: string | undefined;
    readonly model?: string | undefined;
    readonly usage?: Usage | undefined;
    readonly content: readonly ContentBlock[];
  };
  /** Set where the program itself speaks because the API refused. */
  readonly error?: string | undefined;
}

export interface UserMessage {
  readonly type: 'user';
  readonly message: { readonly content: readonly ContentBlock[] };
}

export interface ResultMessage {
  readonly type: 'result';
  readonly subtype?: string | undefined;
  readonly is_error: boolean;
  readonly api_error_status?: number | null | undefined;
  readonly terminal_reason?: string | undefined;
  readonly result: string;
  readonly errors: readonly string[];
  readonly total_cost_usd?: number | undefined;
  readonly usage?: Usage | undefined;
  readonly modelUsage: Readonly<Record<string, ModelUsage>>;
}

export type ClaudeMessage =
  | InitMessage
  | RetryMessage
  | { readonly type: 'system' }
  | RateLimitMessage
  | AssistantMessage
  | UserMessage
  | ResultMessage;

const count: z.ZodType<number> = z.number().nonnegative().catch(0);

const usage: z.ZodType<Usage> = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
});

const modelUsage: z.ZodType<ModelUsage> = z.object({
  inputTokens: count,
  outputTokens: count,
  cacheReadInputTokens: count,
  cacheCreationInputTokens: count,
});

const block: z.ZodType<ContentBlock> = z.object({
  type: z.string(),
  text: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  input: z.record(z.string(), z.unknown()).optional().catch(undefined),
  tool_use_id: z.string().optional(),
  is_error: z.boolean().optional(),
});

const content: z.ZodType<readonly ContentBlock[]> = z
  .union([z.array(block), z.string().transform((text) => [{ type: 'text', text }])])
  .catch([]);

const init: z.ZodType<InitMessage> = z.object({
  type: z.literal('system'),
  subtype: z.literal('init'),
  session_id: z.string().optional(),
  model: z.string().optional(),
});

const retry: z.ZodType<RetryMessage> = z.object({
  type: z.literal('system'),
  subtype: z.literal('api_retry'),
  attempt: count,
  retry_delay_ms: count,
  error_status: z.number().nullish().catch(undefined),
  error: z.string().optional().catch(undefined),
});

const system: z.ZodType<{ readonly type: 'system' }> = z.object({ type: z.literal('system') });

const rateLimit: z.ZodType<RateLimitMessage> = z.object({
  type: z.literal('rate_limit_event'),
  rate_limit_info: z.object({
    status: z.string(),
    resetsAt: z.number().positive().optional().catch(undefined),
  }),
});

const assistant: z.ZodType<AssistantMessage> = z.object({
  type: z.literal('assistant'),
  message: z.object({
    id: z.string().optional(),
    model: z.string().optional(),
    usage: usage.optional().catch(undefined),
    content,
  }),
  error: z.string().optional().catch(undefined),
});

const user: z.ZodType<UserMessage> = z.object({ type: z.literal('user'), message: z.object({ content }) });

const result: z.ZodType<ResultMessage> = z.object({
  type: z.literal('result'),
  subtype: z.string().optional().catch(undefined),
  is_error: z.boolean().catch(false),
  api_error_status: z.number().nullish().catch(undefined),
  terminal_reason: z.string().optional().catch(undefined),
  result: z.string().catch(''),
  errors: z.array(z.string()).catch([]),
  total_cost_usd: z.number().nonnegative().optional().catch(undefined),
  usage: usage.optional().catch(undefined),
  modelUsage: z.record(z.string(), modelUsage).catch({}),
});

const message: z.ZodType<ClaudeMessage> = z.union([init, retry, system, rateLimit, assistant, user, result]);

/** One line, or undefined where it is none of these. */
export function parseMessage(line: string): ClaudeMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = message.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
