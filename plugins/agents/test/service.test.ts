import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestHost } from '@mmm/test-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AgentRequest, agentsService } from '../src/api.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mmm-agents-'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function request(): AgentRequest {
  const asked = { purpose: 'work', prompt: '', run: 'r', spec: 's', iteration: 1 } as const;
  return { ...asked, cwd, recordTo: join(cwd, 'stream') };
}

it('lists the agents that plugins contribute', async () => {
  await using host = await createTestHost({ plugins: ['agent-command', 'agent-script'] });
  const agents = await host.service(agentsService);
  expect((await agents.list()).map(({ id, plugin }) => [id, plugin])).toEqual([
    ['command', 'agent-command'],
    ['script', 'agent-script'],
  ]);
});

it('names the nearest agent where there is none of that name', async () => {
  await using host = await createTestHost({ plugins: ['agent-command', 'agent-script'] });
  const agents = await host.service(agentsService);
  const run = await agents.run('comand', request(), new AbortController().signal);
  const error = run.ok ? undefined : run.error;
  expect(error).toMatchObject({
    code: 'MMM_AGENTS_UNKNOWN',
    message: 'There is no agent "comand"; there are: command, script.',
    hint: 'Did you mean "command"?',
  });
  expect(await agents.probe('comand')).toMatchObject({ ok: false });
});

it('tells the run to the agent and gives it nothing else of mmm', async () => {
  await using host = await createTestHost({
    plugins: ['agent-command'],
    project: cwd,
    config: { 'command.argv': ['env'] },
    environment: { PATH: process.env.PATH ?? '', MMM_HOME: '/elsewhere', GITHUB_TOKEN: 'made-up' },
  });
  const agents = await host.service(agentsService);
  const run = await agents.run('command', request(), new AbortController().signal);
  const lines = run.ok ? (await run.value.outcome).text.split('\n').map((line) => line.split('=')[0]) : [];
  expect(lines).toContain('MMM_RUN_ID');
  expect(lines).toContain('PATH');
  expect(lines.filter((name) => name === 'MMM_HOME' || name === 'GITHUB_TOKEN')).toEqual([]);
});

it('does not start an agent that was cancelled before', async () => {
  await using host = await createTestHost({
    plugins: ['agent-command'],
    project: cwd,
    config: { 'command.argv': ['sh', '-c', 'touch started'] },
  });
  const agents = await host.service(agentsService);
  const run = await agents.run('command', request(), AbortSignal.abort());
  expect(run.ok && (await run.value.outcome)).toMatchObject({ ok: false, failure: 'aborted' });
});

it('takes a worktree that is gone for a failure, not for a bug', async () => {
  await using host = await createTestHost({
    plugins: ['agent-command'],
    project: cwd,
    config: { 'command.argv': ['true'] },
  });
  const agents = await host.service(agentsService);
  const gone = { ...request(), cwd: join(cwd, 'gone') };
  const run = await agents.run('command', gone, new AbortController().signal);
  expect(run.ok && (await run.value.outcome)).toMatchObject({ ok: false, failure: 'missing' });
});
