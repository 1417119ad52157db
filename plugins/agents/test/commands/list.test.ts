import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestHost } from '@mmm/test-kit';
import { expect, it } from 'vitest';

it('lists each agent with whether it is ready', async () => {
  await using host = await createTestHost({
    plugins: ['agent-claude', 'agent-command'],
    config: { 'claude.command': 'there-is-no-such-agent', 'command.argv': ['sh'] },
  });
  const { data, view } = await host.run('agent list');
  expect(data).toEqual([
    {
      id: 'claude',
      plugin: 'agent-claude',
      summary: expect.any(String),
      installed: false,
      version: undefined,
      loggedIn: undefined,
      hint: expect.stringContaining('npm install'),
      isDefault: true,
    },
    {
      id: 'command',
      plugin: 'agent-command',
      summary: expect.any(String),
      installed: true,
      version: undefined,
      loggedIn: undefined,
      hint: undefined,
      isDefault: false,
    },
  ]);
  expect(JSON.stringify(view)).toContain('claude (default)');
});

it('works under its other name', async () => {
  await using host = await createTestHost({ plugins: ['agents'] });
  expect((await host.run('agents')).data).toEqual([]);
});

it('asks no program of a project that nobody trusts', async () => {
  const project = mkdtempSync(join(tmpdir(), 'mmm-agents-'));
  await using host = await createTestHost({ plugins: ['agent-claude'], project, trusted: false });
  await expect(host.run('agent list')).rejects.toMatchObject({ code: 'MMM_KERNEL_UNTRUSTED' });
  rmSync(project, { recursive: true });
});
