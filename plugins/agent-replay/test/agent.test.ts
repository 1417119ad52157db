import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentRequest, agentsService } from '@mmm/plugin-agents/api';
import { unwrap } from '@mmm/plugin-api';
import { type GitService, gitService, type Snapshot } from '@mmm/plugin-git/api';
import { stateService } from '@mmm/plugin-state/api';
import { createTestHost, type TestHost } from '@mmm/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';

const RUN = 'recorded';
const TOKENS = { inputTokens: 7, outputTokens: 3, cacheReadTokens: 0, cacheWriteTokens: 0 };

let root: string;
let base: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mmm-replay-'));
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(root, '.gitignore'), '.mmm/\n');
  writeFileSync(join(root, 'a.txt'), 'before\n');
  git('add', '.');
  git('-c', 'user.name=mmm', '-c', 'user.email=mmm@localhost', 'commit', '--quiet', '--message=base');
  base = git('rev-parse', 'HEAD');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  const env = { PATH: process.env.PATH ?? '', HOME: root, GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', args, { cwd: root, env, encoding: 'utf8' }).trim();
}

function open(config: Readonly<Record<string, string>> = { 'replay.run': RUN }): Promise<TestHost> {
  const environment = { PATH: process.env.PATH ?? '', HOME: root };
  return createTestHost({ plugins: ['agent-replay'], project: root, config, environment });
}

/** Records three iterations as the loop does: one that changes files, one that changes nothing, one that fails. */
async function record(host: TestHost): Promise<void> {
  const service: GitService = await host.service(gitService);
  const { journal } = await host.service(stateService);
  const lease = unwrap(await journal.create({ id: RUN, kind: 'loop', input: {}, claims: [] }));
  const tree = unwrap(await service.addWorktree(root, join(root, '.mmm', 'recording'), base));
  const keep = async (iteration: number, parent: string, status: string): Promise<Snapshot> => {
    const ref = `refs/mmm/runs/${RUN}/login/${iteration}`;
    const snapshot = await service.snapshot({ worktree: tree.path, parent, message: 'work', ref });
    const step = `login/${iteration}/agent`;
    const place = { spec: 'login', iteration };
    const executed = { ...place, command: 'claude', input: 'Do.', output: `Said ${iteration}.`, status };
    await journal.begin(lease, step);
    await journal.finish(lease, step, { commit: snapshot.commit, changed: snapshot.changed }, [
      { type: 'cost.booked', data: { ...place, usd: 0.25 * iteration, tokens: TOKENS, model: 'made-up-1' } },
      { type: 'execution.recorded', data: { ...executed, startedAt: 1, completedAt: 2 } },
    ]);
    return snapshot;
  };
  const first = await keep(1, base, 'ok');
  writeFileSync(join(tree.path, 'a.txt'), 'after\n');
  writeFileSync(join(tree.path, 'bytes'), Buffer.from([0, 255, 1, 254]));
  const second = await keep(2, first.commit, 'ok');
  await keep(3, second.commit, 'hang');
  await journal.release(lease, 'done');
  await service.removeWorktree(root, tree.path);
}

async function play(host: TestHost, iteration: number, commit: string, spec = 'login') {
  const service = await host.service(gitService);
  const { path } = unwrap(await service.addWorktree(root, join(root, '.mmm', 'replaying'), commit));
  const asked = { purpose: 'work', prompt: '', run: 'again', spec, iteration } as const;
  const request: AgentRequest = { ...asked, cwd: path, recordTo: join(root, '.mmm', 'stream.ndjson') };
  const run = await (await host.service(agentsService)).run('replay', request, new AbortController().signal);
  return { path, outcome: await unwrap(run).outcome };
}

it('applies the recorded change and tells what was said and what it cost', async () => {
  await using host = await open();
  await record(host);
  const { path, outcome } = await play(host, 2, base);
  expect(outcome).toMatchObject({ ok: true, text: 'Said 2.', usd: 0.5, tokens: TOKENS, model: 'made-up-1' });
  expect(readFileSync(join(path, 'a.txt'), 'utf8')).toBe('after\n');
  expect([...readFileSync(join(path, 'bytes'))]).toEqual([0, 255, 1, 254]);
});

it('changes nothing where nothing was changed', async () => {
  await using host = await open();
  await record(host);
  const { path, outcome } = await play(host, 1, base);
  expect(outcome).toMatchObject({ ok: true, text: 'Said 1.' });
  expect([readFileSync(join(path, 'a.txt'), 'utf8'), existsSync(join(path, 'bytes'))]).toEqual([
    'before\n',
    false,
  ]);
});

it('fails as it was recorded to fail', async () => {
  await using host = await open();
  await record(host);
  const { outcome } = await play(host, 3, base);
  expect(outcome).toMatchObject({ ok: false, failure: 'hang', usd: 0.75 });
});

it('has failed where the change does not fit the tree', async () => {
  await using host = await open();
  await record(host);
  const service = await host.service(gitService);
  const changed = await service.resolve(root, `refs/mmm/runs/${RUN}/login/2`);
  const { outcome } = await play(host, 2, changed ?? '');
  expect(outcome).toMatchObject({ ok: false, failure: 'agent-bug' });
  expect(outcome.problem).toMatch(/a\.txt|bytes/);
});

it('refuses what was not recorded', async () => {
  await using host = await open();
  await record(host);
  await expect(play(host, 4, base)).rejects.toMatchObject({ code: 'MMM_AGENT_REPLAY_NOT_RECORDED' });
  await expect(play(host, 1, base, 'logout')).rejects.toMatchObject({
    code: 'MMM_AGENT_REPLAY_NOT_RECORDED',
  });
});

it.each([
  [{ 'replay.run': 'unheard-of' }, 'MMM_AGENT_REPLAY_UNKNOWN_RUN'],
  [{}, 'MMM_AGENT_REPLAY_NOT_SET'],
])('refuses the configuration %j as %s', async (config, code) => {
  await using host = await open(config);
  await expect(play(host, 1, base)).rejects.toMatchObject({ code });
});
