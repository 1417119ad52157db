import { expect, it } from 'vitest';
import { classify, type Failure } from '../../src/domain/failures.ts';

const UNKNOWN: Failure = {
  error: undefined,
  status: undefined,
  subtype: undefined,
  terminalReason: undefined,
  limited: false,
  text: '',
};

it.each<[string, Partial<Failure>]>([
  ['authentication', { error: 'authentication_failed' }],
  ['authentication', { text: 'Invalid API key · Please run /login' }],
  ['authentication', { text: 'OAuth token revoked' }],
  ['authentication', { status: 401 }],
  ['billing', { error: 'billing_error', status: 400 }],
  ['billing', { text: 'Credit balance is too low' }],
  ['billing', { text: "You've hit your monthly spend limit", error: 'unheard_of' }],
  ['usage-limit', { error: 'rate_limit', limited: true, status: 429 }],
  ['usage-limit', { text: 'Claude AI usage limit reached|1735689600' }],
  ['usage-limit', { error: 'rate_limit', text: "You've hit your session limit · resets 3pm" }],
  ['rate-limit', { error: 'rate_limit', status: 429, text: 'API Error: Request rejected (429)' }],
  ['rate-limit', { status: 429 }],
  ['transient', { error: 'overloaded' }],
  ['transient', { status: 529 }],
  ['transient', { text: 'API Error: Connection error.' }],
  ['budget', { subtype: 'error_max_budget_usd', error: 'server_error' }],
  ['context-overflow', { terminalReason: 'prompt_too_long', error: 'invalid_request' }],
  ['context-overflow', { text: 'Prompt is too long' }],
  ['agent-bug', { subtype: 'error_during_execution' }],
  ['agent-bug', { subtype: 'error_max_turns', text: 'Reached maximum number of turns' }],
  ['agent-bug', {}],
])('takes for %s: %j', (failure, facts) => {
  expect(classify({ ...UNKNOWN, ...facts })).toBe(failure);
});
