import { expect, it } from 'vitest';
import type { AgentEvent, AgentOutcome, TokenUsage } from '../../src/api.ts';
import { addEvent, concludeOutcome, EMPTY_TALLY, type Ending } from '../../src/domain/outcome.ts';

const TOKENS: TokenUsage = { inputTokens: 1_000, outputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0 };
const ENDING: Ending = {
  agent: 'made-up',
  end: 'exited',
  exitCode: 0,
  durationMs: 5,
  idleMinutes: 10,
  timeoutMinutes: 30,
};
const DONE: AgentEvent = { type: 'result', ok: true, text: 'Done.' };

function outcomeOf(events: readonly AgentEvent[], ending: Partial<Ending> = {}): AgentOutcome {
  return concludeOutcome(events.reduce(addEvent, EMPTY_TALLY), { ...ENDING, ...ending });
}

it('adds up what everybody used', () => {
  const usage: AgentEvent = { type: 'usage', tokens: TOKENS, usd: 0.25 };
  expect(outcomeOf([usage, usage, DONE])).toMatchObject({
    usd: 0.5,
    tokens: { inputTokens: 2_000, outputTokens: 200 },
  });
});

it("believes the agent's own total more than the sum", () => {
  const usage: AgentEvent = { type: 'usage', tokens: TOKENS, usd: 0.25 };
  const total = { ...TOKENS, inputTokens: 7 };
  expect(outcomeOf([usage, { ...DONE, usd: 0.9, tokens: total }])).toMatchObject({ usd: 0.9, tokens: total });
});

it('takes the price of a model that it knows where no cost is given', () => {
  const usage: AgentEvent = { type: 'usage', model: 'claude-opus-5-5', tokens: TOKENS };
  expect(outcomeOf([usage]).usd).toBeCloseTo(0.006);
});

it.each<[string, readonly AgentEvent[]]>([
  ['nothing was reported', []],
  ['the model is unknown', [{ type: 'usage', model: 'made-up-1', tokens: TOKENS }]],
  [
    'one part is unknown',
    [
      { type: 'usage', tokens: TOKENS, usd: 1 },
      { type: 'usage', tokens: TOKENS },
    ],
  ],
])('does not know the cost where %s', (_why, events) => {
  expect(outcomeOf([...events, DONE]).usd).toBeUndefined();
});

it('keeps a result that came before the process was stopped', () => {
  expect(outcomeOf([DONE], { end: 'stopped', exitCode: undefined })).toMatchObject({
    ok: true,
    failure: undefined,
  });
});

it('keeps the first of two results', () => {
  expect(outcomeOf([DONE, { type: 'result', ok: false, text: 'No.' }])).toMatchObject({
    ok: true,
    text: 'Done.',
  });
});

it.each([
  ['idle', 'hang'],
  ['timed-out', 'timeout'],
  ['aborted', 'aborted'],
  ['not-found', 'missing'],
  ['not-started', 'missing'],
  ['exited', 'agent-bug'],
  ['signalled', 'agent-bug'],
] as const)('takes the end %s without a result for %s', (end, failure) => {
  expect(outcomeOf([], { end })).toMatchObject({ ok: false, failure });
});

it('takes a failure after a limit for the limit, with its reset', () => {
  const limit: AgentEvent = { type: 'limit', message: 'Wait.', resetsAt: 99 };
  expect(outcomeOf([limit, { type: 'result', ok: false, text: '' }])).toMatchObject({
    failure: 'usage-limit',
    resetsAt: 99,
  });
});

it('names no reset where the agent went on after a limit', () => {
  expect(outcomeOf([{ type: 'limit', message: 'Wait.', resetsAt: 99 }, DONE]).resetsAt).toBeUndefined();
});

it('gives what was said last where the result is silent', () => {
  expect(
    outcomeOf([
      { type: 'text', text: 'Last.' },
      { ...DONE, text: '' },
    ]).text,
  ).toBe('Last.');
});

it('keeps the end of a very long text', () => {
  const { text } = outcomeOf([{ ...DONE, text: `${'x'.repeat(1_000_000)}@mmm:blocked` }]);
  expect([text.length, text.slice(-5)]).toEqual([64 * 1024, 'ocked']);
});

it('says what happened, in the words of the agent, and what to type', () => {
  const failed: AgentEvent = {
    type: 'result',
    ok: false,
    failure: 'authentication',
    text: 'Not logged in',
    advice: 'Type /login.',
  };
  expect(outcomeOf([failed]).problem).toMatchInlineSnapshot(
    `"The agent "made-up" is not logged in: Not logged in. Type /login."`,
  );
});

it('says how long it was silent', () => {
  expect(outcomeOf([], { end: 'idle' }).problem).toMatchInlineSnapshot(
    `"The agent "made-up" printed nothing for 10 min and was stopped. Raise \`agent.idle_minutes\` if it needs longer to think."`,
  );
});
