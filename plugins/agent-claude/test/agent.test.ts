import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentProbe, agentsService } from '@mmm/plugin-agents/api';
import { unwrap } from '@mmm/plugin-api';
import { createTestHost } from '@mmm/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fakeClaude } from './fixtures/fake-claude.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mmm-claude-probe-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function probe(more: Readonly<Record<string, string>> = {}): Promise<AgentProbe> {
  const command = fakeClaude(folder, { first: "console.log('2.1.329 (Claude Code)'); process.exit(0);" });
  await using host = await createTestHost({
    plugins: ['agent-claude'],
    config: { 'claude.command': command },
    environment: { PATH: process.env.PATH ?? '', HOME: folder, ...more },
  });
  return unwrap(await (await host.service(agentsService)).probe('claude'));
}

it('tells version and account by a key', async () => {
  expect(await probe({ ANTHROPIC_API_KEY: 'made-up' })).toEqual({
    installed: true,
    version: '2.1.329',
    loggedIn: true,
    hint: undefined,
  });
});

it('tells an account by the file that holds it, without reading it', async () => {
  mkdirSync(join(folder, '.claude'));
  writeFileSync(join(folder, '.claude', '.credentials.json'), '', { mode: 0 });
  expect(await probe()).toMatchObject({ loggedIn: true });
});

it.runIf(process.platform === 'linux')('says how to log in where there is no account', async () => {
  expect(await probe()).toMatchObject({
    installed: true,
    loggedIn: false,
    hint: expect.stringContaining('/login'),
  });
});

it.each([
  ['none of a cloud', {}, []],
  ['those of the cloud that its models run in', { CLAUDE_CODE_USE_BEDROCK: '1' }, ['AWS_SECRET_ACCESS_KEY']],
  ['none of a cloud that is switched off', { CLAUDE_CODE_USE_VERTEX: '0' }, []],
])('gives Claude Code %s', async (_, chosen, expected) => {
  const secrets = {
    AWS_SECRET_ACCESS_KEY: 'made-up',
    GOOGLE_APPLICATION_CREDENTIALS: 'made-up',
    NPM_TOKEN: 'made-up',
  };
  const command = fakeClaude(folder, {
    first: `process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(join(folder, 'names'))}, Object.keys(process.env).join(' ')); process.exit(0);`,
  });
  await using host = await createTestHost({
    plugins: ['agent-claude'],
    config: { 'claude.command': command },
    environment: { PATH: process.env.PATH ?? '', HOME: folder, ...secrets, ...chosen },
  });
  await (await host.service(agentsService)).probe('claude');
  const names = readFileSync(join(folder, 'names'), 'utf8').split(' ');
  expect(names.filter((name) => name in secrets)).toEqual(expected);
});
