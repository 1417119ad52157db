// The whole of it with nothing made up but the model: the real bin, a real repository, the real Claude Code, and a
// scripted Messages API on loopback. The environment is built from nothing.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type MessagesServer, type ScriptedSession, startMessagesServer } from '@mmm/test-kit';
import { describe, expect, it } from 'vitest';
import { claudeProgram } from '../../agent-claude/scripts/pinned-claude.ts';
import { fileSpec, type Repository, repository } from './repository.ts';

const BIN = join(import.meta.dirname, '../../../apps/cli/bin/mmm.js');
const SPEC = { 'specs/01-greet.md': fileSpec('Greet', { 'a.txt': 'hello', 'b.txt': 'world' }) };

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('mmm run --agent claude', () => {
  it('does a spec in two iterations, the first failure shown to the agent in the second prompt', async () => {
    using project = repository(SPEC, {});
    await using server = await startMessagesServer([writes('a.txt', 'hello'), writes('b.txt', 'world')]);
    const run = await mmm(project, server, 'run', '--agent', 'claude', '--yes', '--json');
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      status: 'done',
      specs: [{ iterations: 2, proved: 2, usdUnknown: false }],
    });
    const prompts = server.requests.filter(({ turn }) => turn === 0).map(({ prompt }) => prompt);
    expect(prompts[0]).toContain('- fail: a.txt says hello');
    expect(prompts[1]).toContain('- pass: a.txt says hello');
    expect(prompts[1]).toContain('- fail: b.txt says world (b.txt does not exist)');
    expect(project.git('show', 'main:b.txt')).toBe('world');
    const ledger = await mmm(project, server, 'criteria', '01');
    expect(ledger.stdout).toMatch(/pass +a\.txt says hello[\s\S]+pass +b\.txt says world/);
  });

  it('refuses an agent that lies, and says why', async () => {
    using project = repository(SPEC, {});
    const lie: ScriptedSession = { turns: [{ text: 'COMPLETED: both files are there.\n@mmm:complete' }] };
    await using server = await startMessagesServer([lie, lie, lie, lie]);
    const run = await mmm(project, server, 'run', '--agent', 'claude', '--yes');
    expect(run.code).toBe(3);
    expect(run.stdout).toContain('the agent says that it is done; it is not');
    const why = await mmm(project, server, 'why', '01');
    expect(why.stdout).toContain('a.txt does not exist');
    expect(project.git('log', '--format=%s', 'main').trim()).toBe('start');
  });

  it('hands a custom command to the agent as its own slash command', async () => {
    using project = repository(
      { ...SPEC, '.claude/commands/implement.md': 'Do what stands here: $ARGUMENTS\n' },
      {},
    );
    await using server = await startMessagesServer([writesBoth()]);
    const run = await mmm(
      project,
      server,
      'run',
      '--agent',
      'claude',
      '--spec',
      'greet',
      '--command',
      '/implement',
      '--yes',
    );
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(JSON.stringify(server.requests[0]?.body)).toContain('Do what stands here: specs/01-greet.md');
  });

  it('waits for a usage limit to reset and goes on', async () => {
    using project = repository(SPEC, {});
    const reset = Math.floor(Date.now() / 1000) + 4;
    const headers = {
      'anthropic-ratelimit-unified-status': 'rejected',
      'anthropic-ratelimit-unified-reset': String(reset),
      'anthropic-ratelimit-unified-representative-claim': 'five_hour',
      'x-should-retry': 'false',
    };
    const error = {
      status: 429,
      type: 'rate_limit_error',
      message: 'This would exceed your limit.',
      headers,
    };
    await using server = await startMessagesServer([{ turns: [{ error }] }, writesBoth()]);
    const run = await mmm(
      project,
      server,
      { CLAUDE_CODE_OAUTH_TOKEN: 'made-up' },
      'run',
      '--agent',
      'claude',
      '--yes',
      '--json-events',
    );
    expect(run.code, run.stdout + run.stderr).toBe(0);
    const events = run.stdout
      .trim()
      .split('\n')
      .map((line): { type: string; until?: number } => JSON.parse(line));
    expect(events.find(({ type }) => type === 'run.waiting')?.until).toBe(reset * 1000);
    expect(Date.now()).toBeGreaterThanOrEqual(reset * 1000);
  });

  it('kills an agent that hangs, and verifies what is there', async () => {
    using project = repository(SPEC, {});
    const hang: ScriptedSession = {
      turns: [...writesBoth().turns.slice(0, 1), { stall: true, text: 'Let me' }],
    };
    await using server = await startMessagesServer([hang]);
    const run = await mmm(
      project,
      server,
      { MMM_AGENT_IDLE_MINUTES: '0.05' },
      'run',
      '--agent',
      'claude',
      '--yes',
    );
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(run.stdout).toContain('hang');
    expect(project.git('show', 'main:a.txt')).toBe('hello');
  });

  it('lets the agent judge a criterion without a check, and looks its evidence up', async () => {
    const spec = '# Feature: Greet\n\n## Acceptance Criteria\n- [ ] a.txt greets the reader\n';
    using project = repository({ 'specs/01-greet.md': spec }, {});
    const no = { verdict: 'no', reason: 'there is no a.txt', evidence: [] };
    const yes = {
      verdict: 'yes',
      reason: 'it greets',
      evidence: [{ file: 'a.txt', quote: 'hello, dear reader' }],
    };
    await using server = await startMessagesServer([
      { turns: [{ text: JSON.stringify(no) }] },
      writes('a.txt', 'hello, dear reader'),
      { turns: [{ text: JSON.stringify(yes) }] },
    ]);
    const run = await mmm(project, server, 'run', '--agent', 'claude', '--judge', '--yes');
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(run.stdout).toContain('judged');
  });

  it('says what to type where nobody is logged in', async () => {
    using project = repository(SPEC, {});
    await using server = await startMessagesServer([]);
    const run = await mmm(project, server, { ANTHROPIC_API_KEY: '' }, 'run', '--agent', 'claude', '--yes');
    expect(run.code).toBe(2);
    expect(run.stderr + run.stdout).toMatch(/log ?in/i);
    expect(server.requests).toEqual([]);
  });
});

function writes(path: string, content: string): ScriptedSession {
  const input = { command: `printf '${content}' > ${path}`, description: `Write ${path}` };
  return {
    turns: [{ text: 'I write it.', tools: [{ name: 'Bash', input }] }, { text: 'Done.\n@mmm:complete' }],
  };
}

function writesBoth(): ScriptedSession {
  const input = { command: 'printf hello > a.txt; printf world > b.txt', description: 'Write both' };
  return { turns: [{ text: 'I write them.', tools: [{ name: 'Bash', input }] }, { text: 'Done.' }] };
}

type Words = readonly [Readonly<Record<string, string>>, ...string[]] | readonly string[];

function mmm(project: Repository, server: MessagesServer, ...words: Words): Promise<Ended> {
  const [first, ...rest] = words;
  const [extra, args] = typeof first === 'object' ? [first, rest] : [{}, words];
  const home = join(dirname(project.root), 'home');
  mkdirSync(home, { recursive: true });
  const env = {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    MMM_HOME: join(home, '.mmm'),
    MMM_CLAUDE_COMMAND: claudeProgram,
    ANTHROPIC_API_KEY: 'made-up',
    ANTHROPIC_BASE_URL: server.url,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_CODE_MAX_RETRIES: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_ERROR_REPORTING: '1',
    ...extra,
  };
  const child = spawn(process.execPath, [BIN, ...args.map(String), '--trust-project'], {
    cwd: project.root,
    env: Object.fromEntries(
      Object.entries(env).filter(
        ([name, value]) =>
          value !== '' && !(name === 'ANTHROPIC_API_KEY' && 'CLAUDE_CODE_OAUTH_TOKEN' in extra),
      ),
    ),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}
