// What an agent's events add up to. Pure: the same events and the same ending give the same outcome.
import type { ProcessEnd } from '@mmm/plugin-api';
import type { AgentEvent, AgentOutcome, FailureClass } from '../api.ts';
import { hintIn } from './hint.ts';
import { priceOf } from './prices.ts';
import { problemFor } from './problems.ts';
import { addUsage, NOTHING_USED, type Used } from './usage.ts';

type ResultEvent = Extract<AgentEvent, { type: 'result' }>;

const KEPT_TEXT = 64 * 1024;

export interface Tally {
  readonly session: string | undefined;
  readonly model: string | undefined;
  readonly text: string;
  readonly used: Used;
  readonly toolUses: number;
  readonly limit: { readonly resetsAt: number | undefined; readonly message: string } | undefined;
  readonly result: ResultEvent | undefined;
}

export const EMPTY_TALLY: Tally = {
  session: undefined,
  model: undefined,
  text: '',
  used: NOTHING_USED,
  toolUses: 0,
  limit: undefined,
  result: undefined,
};

/** How the process ended, and what was done to it. */
export interface Ending {
  readonly agent: string;
  readonly end: ProcessEnd;
  readonly exitCode: number | undefined;
  readonly durationMs: number;
  readonly idleMinutes: number;
  readonly timeoutMinutes: number;
}

export function addEvent(tally: Tally, event: AgentEvent): Tally {
  switch (event.type) {
    case 'started':
      return { ...tally, session: event.session ?? tally.session, model: event.model ?? tally.model };
    case 'text':
      return { ...tally, text: kept(event.text) };
    case 'tool-use':
      return { ...tally, toolUses: tally.toolUses + 1 };
    case 'usage':
      return { ...tally, used: addUsage(tally.used, event, tally.model) };
    case 'limit':
      return {
        ...tally,
        limit: { resetsAt: event.resetsAt ?? tally.limit?.resetsAt, message: event.message },
      };
    case 'result':
      return tally.result === undefined ? { ...tally, result: { ...event, text: kept(event.text) } } : tally;
    case 'tool-result':
    case 'retry':
    case 'noise':
      return tally;
  }
}

/** A result that came before the end stands, whatever was done to the process afterwards. */
export function concludeOutcome(tally: Tally, ending: Ending): AgentOutcome {
  const { result } = tally;
  const ok = result?.ok ?? false;
  const failure = ok ? undefined : failureOf(tally, ending);
  const text = result === undefined || result.text === '' ? tally.text : result.text;
  return {
    ok,
    failure,
    text,
    hint: hintIn(text),
    session: tally.session,
    model: tally.model,
    tokens: result?.tokens ?? tally.used.tokens,
    usd: result?.usd ?? costOf(tally),
    resetsAt: failure === 'usage-limit' || failure === 'rate-limit' ? tally.limit?.resetsAt : undefined,
    problem:
      failure === undefined
        ? undefined
        : problemFor(failure, ending, tally.limit?.message ?? text, result?.advice),
    durationMs: ending.durationMs,
    toolUses: tally.toolUses,
  };
}

function failureOf(tally: Tally, ending: Ending): FailureClass {
  if (tally.result === undefined) return SUPERVISED[ending.end] ?? 'agent-bug';
  return tally.result.failure ?? (tally.limit === undefined ? 'agent-bug' : 'usage-limit');
}

const SUPERVISED: Partial<Record<ProcessEnd, FailureClass>> = {
  idle: 'hang',
  'timed-out': 'timeout',
  aborted: 'aborted',
  stopped: 'aborted',
  'not-found': 'missing',
  'not-started': 'missing',
};

function costOf(tally: Tally): number | undefined {
  if (tally.used.reported) return tally.used.usd;
  const tokens = tally.result?.tokens;
  return tokens === undefined ? undefined : priceOf(tally.model, tokens);
}

/** The end is kept: that is where agents say how it went. */
function kept(text: string): string {
  return text.length <= KEPT_TEXT ? text : text.slice(-KEPT_TEXT);
}
