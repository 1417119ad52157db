import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, git, open, registered, write } from '../folders.ts';

it('shows the project of this folder with its repository and its trust', async () => {
  const home = folder('home');
  const root = folder('shop');
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'Start');
  await (await open({ home, cwd: root })).run('init');
  const { data, view } = await (await open({ home, cwd: join(root, 'specs') })).run('project info');
  expect(data).toMatchObject({
    name: 'shop',
    path: root,
    active: true,
    exists: true,
    trusted: true,
    git: { branch: 'main', dirty: ['.gitignore', 'mmm.toml'] },
  });
  expect(JSON.stringify(view)).toContain('2 not committed');
});

it('shows a registered project by name, also one that is gone', async () => {
  const home = folder('home');
  registered(home, 'away', '/nowhere/away');
  const { data } = await (await open({ home })).run('project info', { args: { name: 'away' } });
  expect(data).toMatchObject({ exists: false, trusted: false, git: { problem: expect.any(String) } });
});

it('shows a project that is not registered', async () => {
  const root = folder('theirs');
  write(root, 'mmm.toml', '[project]\nname = "theirs"\ndescription = "A shop"\n');
  const { data } = await (await open({ home: folder('home'), cwd: root })).run('project info');
  expect(data).toMatchObject({ name: 'theirs', description: 'A shop', trusted: false });
  expect(data).toHaveProperty('created', undefined);
});

it('leads to init where there is no project at all, and names the known ones', async () => {
  const home = folder('home');
  const cwd = folder();
  await expect((await open({ home, cwd })).run('project info')).rejects.toMatchObject({
    code: 'MMM_PROJECTS_NONE',
    hint: 'mmm init',
  });
  registered(home, 'shop', cwd);
  await expect(
    (await open({ home, cwd })).run('project info', { args: { name: 'x' } }),
  ).rejects.toMatchObject({
    code: 'MMM_PROJECTS_UNKNOWN',
    message: expect.stringContaining('registered are: shop'),
  });
});
