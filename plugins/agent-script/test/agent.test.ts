import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentOutcome, type AgentRequest, agentsService } from '@mmm/plugin-agents/api';
import { unwrap } from '@mmm/plugin-api';
import { createTestHost } from '@mmm/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';

let project: string;
let worktree: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'mmm-script-'));
  worktree = join(project, 'tree');
  mkdirSync(worktree);
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

async function play(
  yaml: string,
  calls: readonly Partial<AgentRequest>[] = [{}],
): Promise<readonly AgentOutcome[]> {
  writeFileSync(join(project, 'script.yaml'), yaml);
  await using host = await createTestHost({
    plugins: ['agent-script'],
    project,
    config: { 'script.file': 'script.yaml', 'agent.grace_seconds': 0.1 },
  });
  const agents = await host.service(agentsService);
  const outcomes: AgentOutcome[] = [];
  for (const call of calls) {
    const asked = { purpose: 'work', prompt: '', run: worktree, spec: 'login', iteration: 1 } as const;
    const request = { ...asked, cwd: worktree, recordTo: join(project, 'stream.ndjson'), ...call };
    outcomes.push(await unwrap(await agents.run('script', request, new AbortController().signal)).outcome);
  }
  return outcomes;
}

it('edits and runs in the order of the script', async () => {
  const [outcome] = await play(`login:
  - edits:
      - { write: src/a.txt, content: "one\\n" }
      - { append: src/a.txt, content: "two\\n" }
      - { replace: src/a.txt, find: one, with: $& }
      - { write: b.txt, content: x }
      - { delete: b.txt }
    run: [cp src/a.txt c.txt]
`);
  expect(outcome).toMatchObject({ ok: true, toolUses: 6 });
  expect(readFileSync(join(worktree, 'c.txt'), 'utf8')).toBe('$&\ntwo\n');
  expect(existsSync(join(worktree, 'b.txt'))).toBe(false);
});

it('fails where there is nothing to replace', async () => {
  const [outcome] = await play('login:\n  - edits: [{ replace: absent.txt, find: a, with: b }]\n');
  expect(outcome).toMatchObject({ ok: false, failure: 'agent-bug' });
});

it('plays the iteration that is asked for, and goes on after a limit', async () => {
  const yaml = 'login:\n  - say: one\n  - { limit: { resets_in_ms: 5, times: 2 }, say: two }\n';
  const outcomes = await play(yaml, [{}, { iteration: 2 }, { iteration: 2 }, { iteration: 2 }]);
  expect(outcomes.map(({ failure, text }) => failure ?? text)).toEqual([
    'one',
    'usage-limit',
    'usage-limit',
    'two',
  ]);
});

it('changes nothing for a judge', async () => {
  const [outcome] = await play('login:\n  - { edits: [{ write: a.txt, content: x }], say: Yes. }\n', [
    { purpose: 'judge' },
  ]);
  expect(outcome).toMatchObject({ ok: true, text: 'Yes.' });
  expect(existsSync(join(worktree, 'a.txt'))).toBe(false);
});

it('has failed where it says nothing at all, or is killed', async () => {
  const [silent, killed] = await play('login:\n  - silent: true\n  - crash: SIGKILL\n', [
    {},
    { iteration: 2 },
  ]);
  expect([silent?.failure, killed?.failure]).toEqual(['agent-bug', 'agent-bug']);
});

it('leaves no grandchild behind', async () => {
  await play('login:\n  - { linger: 600, say: x }\n');
  await using host = await createTestHost({ plugins: ['agent-script'] });
  const { processes } = await host.context('agent-script');
  await expect.poll(() => processes.findByEnvironment('MMM_RUN_ID', worktree)).toEqual([]);
});

it.each([
  ['', 'MMM_AGENT_SCRIPT_INVALID'],
  ['other:\n  - say: x\n', 'MMM_AGENT_SCRIPT_NO_PART'],
])('refuses the script %j as %s', async (yaml, code) => {
  await expect(play(yaml)).rejects.toMatchObject({ code });
});
