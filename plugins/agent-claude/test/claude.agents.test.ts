// The real Claude Code against a scripted model on loopback: no account, no network, and nothing of this machine in
// its environment.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentEvent, type AgentOutcome, type AgentRequest, agentsService } from '@mmm/plugin-agents/api';
import { unwrap } from '@mmm/plugin-api';
import {
  createTestHost,
  type MessagesServer,
  type ScriptedSession,
  startMessagesServer,
} from '@mmm/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claudeProgram } from '../scripts/pinned-claude.ts';

let folder: string;
let worktree: string;

beforeEach(() => {
  if (!existsSync(claudeProgram))
    throw new Error(`${claudeProgram} is missing; \`npm run test:agents\` fetches it`);
  folder = mkdtempSync(join(tmpdir(), 'mmm-claude-'));
  worktree = mkdtempSync(join(folder, 'worktree-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Called {
  readonly outcome: AgentOutcome;
  readonly events: readonly AgentEvent[];
  readonly server: MessagesServer;
}

interface Setting {
  readonly request?: Partial<AgentRequest>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly account?: Readonly<Record<string, string>>;
}

async function call(script: readonly ScriptedSession[], setting: Setting = {}): Promise<Called> {
  const { request = {}, config = {}, account = { ANTHROPIC_API_KEY: 'made-up' } } = setting;
  const server = await startMessagesServer(script);
  await using host = await createTestHost({
    plugins: ['agent-claude'],
    project: worktree,
    config: { 'claude.command': claudeProgram, ...config },
    environment: {
      PATH: process.env.PATH ?? '',
      HOME: mkdtempSync(join(folder, 'home-')),
      ANTHROPIC_BASE_URL: server.url,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      CLAUDE_CODE_MAX_RETRIES: '1',
      DISABLE_AUTOUPDATER: '1',
      DISABLE_TELEMETRY: '1',
      DISABLE_ERROR_REPORTING: '1',
      ...account,
    },
  });
  try {
    const agents = await host.service(agentsService);
    const asked: AgentRequest = {
      purpose: 'work',
      prompt: 'Write hello.txt.',
      cwd: worktree,
      run: 'run-1',
      spec: 'hello',
      iteration: 1,
      recordTo: join(folder, 'stream.ndjson'),
      ...request,
    };
    const running = unwrap(await agents.run('claude', asked, new AbortController().signal));
    const events: AgentEvent[] = [];
    for await (const event of running.events) events.push(event);
    return { outcome: await running.outcome, events, server };
  } finally {
    await server[Symbol.asyncDispose]();
  }
}

function writing(path: string): ScriptedSession {
  const input = { file_path: path, content: 'hello\n' };
  return {
    turns: [{ text: 'I write it.', tools: [{ name: 'Write', input }] }, { text: 'Done.\n@mmm:complete' }],
  };
}

it('writes a file, and tells of it, its session and its model', async () => {
  const { outcome, events, server } = await call([writing(join(worktree, 'hello.txt'))]);
  expect(outcome).toMatchObject({ ok: true, hint: 'complete', text: 'Done.\n@mmm:complete', toolUses: 1 });
  expect(outcome.session).toMatch(/^[0-9a-f-]{36}$/);
  expect(outcome.model).toMatch(/^claude-/);
  expect(readFileSync(join(worktree, 'hello.txt'), 'utf8')).toBe('hello\n');
  expect(events.map(({ type }) => type)).toEqual([
    'started',
    'usage',
    'text',
    'tool-use',
    'tool-result',
    'usage',
    'text',
    'result',
  ]);
  expect(server.requests[0]?.prompt).toContain('Write hello.txt.');
});

it('books tokens and cost', async () => {
  const usage = { input: 2000, output: 500 };
  const { outcome } = await call([{ turns: [{ text: 'Done.', usage }] }]);
  expect(outcome.tokens).toMatchObject({ inputTokens: 2000, outputTokens: 500 });
  expect(outcome.usd).toBeGreaterThan(0);
});

it('uses the model that is asked for', async () => {
  const { server } = await call([{ turns: [{ text: 'Done.' }] }], { request: { model: 'claude-haiku-4-5' } });
  expect(server.requests[0]?.model).toMatch(/^claude-haiku-4-5/);
});

it('stops at the budget of the call', async () => {
  const usage = { input: 5_000_000, output: 100_000 };
  const turns = [
    { usage, tools: [{ name: 'Read', input: { file_path: join(worktree, 'a') } }] },
    { text: 'Done.' },
  ];
  const { outcome } = await call([{ turns }], { request: { maxUsd: 0.5 } });
  expect(outcome).toMatchObject({ ok: false, failure: 'budget' });
  expect(outcome.usd).toBeGreaterThan(0.5);
});

it('does not let a judge write or run anything', async () => {
  const input = { file_path: join(worktree, 'judged.txt'), content: 'x' };
  const turns = [
    { tools: [{ name: 'Write', input }] },
    { tools: [{ name: 'Bash', input: { command: 'touch ran.txt', description: 'x' } }] },
    { text: 'It holds.' },
  ];
  const { outcome, events } = await call([{ turns }], { request: { purpose: 'judge' } });
  expect(outcome).toMatchObject({ ok: true, text: 'It holds.' });
  expect(events.filter((event) => event.type === 'tool-result').map(({ failed }) => failed)).toEqual([
    true,
    true,
  ]);
  expect([existsSync(join(worktree, 'judged.txt')), existsSync(join(worktree, 'ran.txt'))]).toEqual([
    false,
    false,
  ]);
});

it('tells when a usage limit resets', async () => {
  const reset = Math.floor(Date.now() / 1000) + 3600;
  const headers = {
    'anthropic-ratelimit-unified-status': 'rejected',
    'anthropic-ratelimit-unified-reset': String(reset),
    'anthropic-ratelimit-unified-representative-claim': 'five_hour',
    'retry-after': '3600',
    'x-should-retry': 'false',
  };
  const error = { status: 429, type: 'rate_limit_error', message: 'This would exceed your limit.', headers };
  const { outcome, events } = await call([{ turns: [{ error }] }], {
    account: { CLAUDE_CODE_OAUTH_TOKEN: 'made-up' },
  });
  expect(outcome).toMatchObject({ ok: false, failure: 'usage-limit', resetsAt: reset * 1000 });
  expect(events.some((event) => event.type === 'limit')).toBe(true);
});

it.each([
  [529, 'overloaded_error', 'Overloaded', 'transient'],
  [429, 'rate_limit_error', 'Slow down.', 'rate-limit'],
  [401, 'authentication_error', 'invalid x-api-key', 'authentication'],
  [400, 'invalid_request_error', 'Your credit balance is too low to access the Anthropic API.', 'billing'],
  [400, 'invalid_request_error', 'prompt is too long: 250000 tokens > 200000 maximum', 'context-overflow'],
])('tells a %s %s (%s) as %s', async (status, type, message, failure) => {
  const { outcome } = await call([{ turns: [{ error: { status, type, message } }] }]);
  expect(outcome).toMatchObject({ ok: false, failure });
});

it("tells of the program's own retries and goes on", async () => {
  const error = { status: 529, type: 'overloaded_error', message: 'Overloaded' };
  const { outcome, events } = await call([{ turns: [{ error }, { text: 'Done.' }] }]);
  expect(outcome).toMatchObject({ ok: true, text: 'Done.' });
  expect(events.filter((event) => event.type === 'retry')).toHaveLength(1);
});

it('is stopped when the model falls silent', async () => {
  const { outcome } = await call([{ turns: [{ stall: true, text: 'Let me' }] }], {
    config: { 'agent.idle_minutes': 0.05 },
  });
  expect(outcome).toMatchObject({ ok: false, failure: 'hang' });
});

it('says how to log in where nobody is', async () => {
  const { outcome, server } = await call([{ turns: [{ text: 'Done.' }] }], { account: {} });
  expect(outcome).toMatchObject({ ok: false, failure: 'authentication' });
  expect(outcome.problem).toMatch(/Run `claude` once and type \/login/);
  expect(server.requests).toEqual([]);
});
