import { join } from 'node:path';
import { hostService } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { folder, git, open, read, write } from '../folders.ts';

it('makes a folder with a repository, a first commit and a registered project', async () => {
  const home = folder('home');
  const cwd = folder();
  const host = await open({ home, cwd });
  const { data } = await host.run('project new', {
    args: { name: 'shop' },
    options: { path: 'code/the shop' },
  });
  const root = join(cwd, 'code/the shop');
  expect(data).toMatchObject({ name: 'shop', root, commit: git(root, 'rev-parse', 'HEAD') });
  expect(git(root, 'ls-files')).toBe('.gitignore\nmmm.toml');
  expect(git(root, 'status', '--porcelain', '--branch')).toBe('## main');
  expect(await (await host.service(hostService)).isTrusted(root)).toBe(true);
  expect(read(home, 'active.toml')).toBe('name = "shop"\n');
});

it('takes the name for the folder', async () => {
  const cwd = folder();
  const host = await open({ home: folder('home'), cwd });
  expect((await host.run('project new', { args: { name: 'shop' } })).data).toMatchObject({
    root: join(cwd, 'shop'),
  });
});

it('refuses a folder with something in it, and leaves nothing where git is missing', async () => {
  const cwd = folder();
  write(cwd, 'shop/x', '');
  const host = await open({ home: folder('home'), cwd, environment: { PATH: folder('empty') } });
  await expect(host.run('project new', { args: { name: 'shop' } })).rejects.toMatchObject({
    code: 'MMM_PROJECTS_NOT_EMPTY',
  });
  await expect(host.run('project new', { args: { name: 'other' } })).rejects.toMatchObject({
    code: 'MMM_GIT_MISSING',
  });
  expect(read(cwd, 'other/mmm.toml')).toBeUndefined();
});
