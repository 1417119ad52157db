import type { AgentEvent, TokenUsage } from '@mmm/plugin-agents/api';
import { adviceFor, classify } from './failures.ts';
import type { ResultMessage } from './messages.ts';
import { resetTimeIn } from './reset-time.ts';
import { totalTokens } from './tokens.ts';

/** What the stream said before its end that tells why it failed. */
export interface Seen {
  readonly error: string | undefined;
  readonly limited: boolean;
  /** Milliseconds since the epoch. */
  readonly resetsAt: number | undefined;
}

interface Totals {
  readonly usd?: number;
  readonly tokens?: TokenUsage;
}

interface Failed {
  readonly text: string;
  readonly seen: Seen;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly message?: ResultMessage;
  readonly totals?: Totals;
}

export function resultEvents(message: ResultMessage, seen: Seen, now: number): readonly AgentEvent[] {
  const tokens = totalTokens(message);
  const usd = message.total_cost_usd;
  const totals: Totals = {
    ...(usd === undefined ? {} : { usd }),
    ...(tokens === undefined ? {} : { tokens }),
  };
  const text = message.result === '' ? message.errors.join('\n') : message.result;
  const failing = message.is_error || (message.subtype ?? 'success') !== 'success';
  if (failing) return failedEvents({ text, seen, now, message, totals });
  return [{ type: 'result', ok: true, text, ...totals }];
}

/** The last events of a call that failed, with its class: from its result message, or from nothing but its words. */
export function failedEvents({ text, seen, now, message, totals }: Failed): readonly AgentEvent[] {
  const failure = classify({
    error: seen.error,
    status: message?.api_error_status ?? undefined,
    subtype: message?.subtype,
    terminalReason: message?.terminal_reason,
    limited: seen.limited,
    text,
  });
  const advice = adviceFor(failure);
  const limit: AgentEvent[] = failure === 'usage-limit' ? [limitEvent(text, seen, now)] : [];
  return [
    ...limit,
    { type: 'result', ok: false, text, failure, ...totals, ...(advice === undefined ? {} : { advice }) },
  ];
}

function limitEvent(message: string, seen: Seen, now: number): AgentEvent {
  const resetsAt = seen.resetsAt ?? resetTimeIn(message, now);
  return { type: 'limit', message, ...(resetsAt === undefined ? {} : { resetsAt }) };
}
