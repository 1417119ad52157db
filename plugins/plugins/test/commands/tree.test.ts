import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestHost } from '@mmm/test-kit';
import { expect, it } from 'vitest';

it('tells of itself as active, because of the command', async () => {
  await using host = await createTestHost({ plugins: ['plugins'] });
  const { data } = await host.run('plugin tree');
  expect(data).toMatchObject({
    plugins: [{ id: 'plugins', state: 'active', because: expect.stringContaining('plugin tree') }],
    idle: 0,
    problems: [],
  });
});

it('counts idle plugins, and lists them with --all', async () => {
  const folder = await pluginFolder(
    'id = "asleep"\nversion = "1.0.0"\ndescription = "Idle"\n[engines]\nmmm = "*"\n',
  );
  try {
    await using host = await createTestHost({ plugins: ['plugins', folder] });
    expect((await host.run('plugin tree')).data).toMatchObject({ plugins: [{ id: 'plugins' }], idle: 1 });
    const { data, view } = await host.run('plugin tree', { options: { all: true } });
    expect(data).toMatchObject({ plugins: [{ id: 'asleep', state: 'idle' }, { id: 'plugins' }] });
    expect(JSON.stringify(view)).toContain('asleep');
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('says why a plugin is blocked', async () => {
  const home = await mkdtemp(join(tmpdir(), 'mmm-home-'));
  const folder = join(home, 'plugins', 'needy');
  await mkdir(folder, { recursive: true });
  const text =
    'id = "needy"\nversion = "1.0.0"\ndescription = "Needs one"\nrequires = ["absent"]\n[engines]\nmmm = "*"\n';
  await writeFile(join(folder, 'plugin.toml'), text);
  try {
    await using host = await createTestHost({ plugins: ['plugins'], home });
    const { data } = await host.run('plugin tree');
    expect(data).toMatchObject({
      plugins: expect.arrayContaining([
        expect.objectContaining({
          id: 'needy',
          state: 'blocked',
          problem: expect.stringContaining('absent'),
        }),
      ]),
    });
  } finally {
    await rm(home, { recursive: true });
  }
});

async function pluginFolder(manifest: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mmm-plugin-'));
  await writeFile(join(folder, 'plugin.toml'), manifest);
  return folder;
}
