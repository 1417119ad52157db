import { hostService } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { folder, open, write } from '../folders.ts';

it('shows what the files of the project set, and trusts it until that is revoked', async () => {
  const home = folder('home');
  const root = folder();
  write(root, 'mmm.toml', '[project]\nname = "theirs"\ntags = ["web"]\n');
  write(root, '.mmm/config.toml', '[project]\nversion = "2.0.0"\n');
  const host = await open({ home, cwd: root });
  const { data } = await host.run('trust');
  expect(data).toEqual({
    root,
    before: false,
    now: true,
    settings: [
      { file: 'mmm.toml', key: 'project.name', value: '"theirs"' },
      { file: 'mmm.toml', key: 'project.tags', value: '["web"]' },
      { file: '.mmm/config.toml', key: 'project.version', value: '"2.0.0"' },
    ],
    plugins: [],
  });
  const service = await host.service(hostService);
  expect(await service.isTrusted(root)).toBe(true);
  const { view } = await host.run('trust');
  expect(JSON.stringify(view)).toContain('trusted, as before');
  expect((await host.run('trust', { options: { revoke: true } })).data).toMatchObject({ now: false });
  expect(await service.isTrusted(root)).toBe(false);
});

it('leads to init outside of a project', async () => {
  const host = await open({ home: folder('home'), cwd: folder() });
  await expect(host.run('trust')).rejects.toMatchObject({ hint: expect.stringContaining('mmm init') });
});
