import type { AgentEvent } from '@mmm/plugin-agents/api';
import { expect, it } from 'vitest';
import { claudeReader } from '../../src/domain/reader.ts';
import { assistant, INIT, rateLimitEvent, refused, result, WORK } from '../fixtures/stream.ts';

const NOW = Date.parse('2026-11-20T12:30:20Z');
const TOKENS = { inputTokens: 1000, outputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0 };

function read(lines: readonly object[]): readonly AgentEvent[] {
  const reader = claudeReader(() => NOW);
  const events = lines.flatMap((line) => reader.read({ text: JSON.stringify(line), cut: false }));
  return [...events, ...reader.end({ exitCode: 1, stderr: '' })];
}

it('reads a whole call', () => {
  expect(read(WORK)).toEqual([
    { type: 'started', session: '82b35ef0-39a0-4f2a-8b22-ac7531fe24b8', model: 'claude-opus-5-5' },
    { type: 'usage', model: 'claude-opus-5-5', tokens: TOKENS },
    { type: 'tool-use', id: 'toolu_1', name: 'Write', summary: 'made.txt' },
    { type: 'tool-result', id: 'toolu_1', failed: false },
    { type: 'usage', model: 'claude-opus-5-5', tokens: TOKENS },
    { type: 'text', text: 'Done.\n@mmm:complete' },
    {
      type: 'result',
      ok: true,
      text: 'Done.\n@mmm:complete',
      usd: 0.012,
      tokens: { inputTokens: 2000, outputTokens: 200, cacheReadTokens: 0, cacheWriteTokens: 0 },
    },
  ]);
});

it('counts a message once, though it comes in blocks and mixed with those of subagents', () => {
  const block = { type: 'text', text: 'x' };
  const lines = ['a', 'b', 'a', 'b', 'a'].map((id) => assistant(id, block));
  expect(read(lines).filter(({ type }) => type === 'usage')).toHaveLength(2);
});

it('adds up the models of subagents', () => {
  const model = { outputTokens: 1, cacheReadInputTokens: 2, cacheCreationInputTokens: 3 };
  const lines = [
    result({ modelUsage: { a: { ...model, inputTokens: 10 }, b: { ...model, inputTokens: 5 } } }),
  ];
  expect(read(lines)[0]).toMatchObject({
    tokens: { inputTokens: 15, outputTokens: 2, cacheReadTokens: 4, cacheWriteTokens: 6 },
  });
});

it("tells of the program's own retries", () => {
  const retry = { type: 'system', subtype: 'api_retry', attempt: 2, retry_delay_ms: 600, error_status: 529 };
  expect(read([{ ...retry, error: 'overloaded' }])[0]).toEqual({
    type: 'retry',
    attempt: 2,
    delayMs: 600,
    reason: 'overloaded',
  });
});

it('takes the reset of a limit from the event, else from the words', () => {
  const words = "You've hit your 5-hour limit · resets 1:01pm (UTC)";
  const limitOf = (lines: readonly object[]) => read(lines).find(({ type }) => type === 'limit');
  expect(
    limitOf([rateLimitEvent('rejected', 1_795_179_677), ...refused('rate_limit', 429, words)]),
  ).toMatchObject({
    resetsAt: 1_795_179_677_000,
  });
  expect(limitOf(refused('rate_limit', 429, words))).toMatchObject({
    resetsAt: Date.parse('2026-11-20T13:01:00Z'),
  });
});

it('forgets a limit that only warns', () => {
  expect(read([rateLimitEvent('allowed_warning', 1), ...WORK]).some(({ type }) => type === 'limit')).toBe(
    false,
  );
});

it('does not take an error that was overcome for the end', () => {
  const lines = [...refused('server_error', 529, 'Overloaded').slice(0, 1), ...WORK];
  expect(read(lines).at(-1)).toMatchObject({ type: 'result', ok: true });
});

it.each(['', '   '])('has nothing to say to the empty line %j', (text) => {
  expect(claudeReader(() => NOW).read({ text, cut: false })).toEqual([]);
});

it.each([
  'no json',
  'null',
  '[]',
  '{}',
  '{"type":7}',
  '{"type":"assistant"}',
  '{"type":"brand_new"}',
  '\uFFFD\uFFFD',
])('takes the line %j for noise', (text) => {
  expect(claudeReader(() => NOW).read({ text, cut: false })).toEqual([{ type: 'noise', text }]);
});

it('takes a line that was cut for noise, and keeps little of it', () => {
  const text = JSON.stringify(assistant('a', { type: 'text', text: 'x'.repeat(10_000) }));
  const [event] = claudeReader(() => NOW).read({ text, cut: true });
  expect(event).toEqual({ type: 'noise', text: text.slice(0, 200) });
});

it('owes a result where none came, from what stands on standard error', () => {
  const reader = claudeReader(() => NOW);
  reader.read({ text: JSON.stringify(INIT), cut: false });
  expect(reader.end({ exitCode: 1, stderr: 'Invalid API key · Please run /login\n' })).toMatchObject([
    { type: 'result', ok: false, failure: 'authentication', advice: expect.stringContaining('/login') },
  ]);
});
