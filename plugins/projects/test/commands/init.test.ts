import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hostService } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { folder, git, open, read, registered, write } from '../folders.ts';

const PACKAGE = JSON.stringify({
  scripts: { test: 'vitest run', lint: 'biome check' },
  devDependencies: { vitest: '5', typescript: '7' },
});

it('makes a project of a repository and says what it found and wrote', async () => {
  const home = folder('home');
  const root = folder('My Shop');
  git(root, 'init', '--quiet');
  write(root, 'package.json', PACKAGE);
  write(root, '.gitignore', 'dist');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'Start');
  const host = await open({ home, cwd: root });
  const { data, view } = await host.run('init');
  expect(data).toMatchObject({ did: 'initialised', name: 'my-shop', root, trusted: true, notes: [] });
  expect(view).toEqual([
    {
      kind: 'facts',
      rows: [
        ['project', 'my-shop'],
        ['folder', root],
        ['detected', 'TypeScript, npm, vitest'],
        ['checks', 'npm test, npm run lint'],
        ['wrote', 'mmm.toml, .mmm/ (ignored by git), .gitignore, specs/'],
        ['next', 'mmm spec new "What it should do"'],
      ],
    },
  ]);
  expect(read(root, 'mmm.toml')).toBe('[project]\nname = "my-shop"\n');
  expect(read(root, '.gitignore')).toBe('dist\n.mmm/\n');
  expect(read(root, '.mmm/config.toml')).toContain('this machine alone');
  expect(await (await host.service(hostService)).isTrusted(root)).toBe(true);
  expect(read(home, 'projects/my-shop.toml')).toContain(`path = "${root}"`);
  expect(read(home, 'active.toml')).toBe('name = "my-shop"\n');
  expect(git(root, 'status', '--porcelain')).not.toContain('.mmm');
});

it('changes nothing the second time, and says so', async () => {
  const home = folder('home');
  const root = folder();
  await (await open({ home, cwd: root })).run('init', { options: { name: 'shop' } });
  const before = [read(root, 'mmm.toml'), read(root, '.gitignore'), read(home, 'projects/shop.toml')];
  write(root, 'sub/x', '');
  for (const cwd of [root, join(root, 'sub')]) {
    const { data, view } = await (await open({ home, cwd })).run('init', { options: { name: 'shop' } });
    expect(data).toMatchObject({ did: 'nothing', name: 'shop', root, wrote: [] });
    expect(JSON.stringify(view)).toContain('initialised already; nothing was changed');
  }
  expect([read(root, 'mmm.toml'), read(root, '.gitignore'), read(home, 'projects/shop.toml')]).toEqual(
    before,
  );
});

it('writes a new spec where a name is given inside of a project', async () => {
  const home = folder('home');
  const root = folder();
  await (await open({ home, cwd: root })).run('init');
  write(root, 'mmm.toml', `${read(root, 'mmm.toml')}[specs]\ndir = "wanted"\n`);
  write(root, 'wanted/04-old.md', '# Feature: Old\n');
  const host = await open({ home, cwd: root });
  const { data } = await host.run('init', { options: { name: 'my-feature' } });
  expect(data).toMatchObject({ did: 'spec', wrote: ['wanted/05-my-feature.md'] });
  expect(read(root, 'wanted/05-my-feature.md')).toMatch(/^# Feature: My feature\n\n## Objective\n/);
  await expect(host.run('init', { options: { name: 'my-feature' } })).rejects.toMatchObject({
    code: 'MMM_SPECS_EXISTS',
  });
});

it('works outside of a git repository and says what to type', async () => {
  const root = folder();
  const { data } = await (await open({ home: folder('home'), cwd: root })).run('init');
  expect(data).toMatchObject({
    did: 'initialised',
    notes: [`The folder "${root}" is not in a git repository.`],
    next: expect.stringContaining('git init'),
  });
});

it('works without git, and in a repository without a commit', async () => {
  const root = folder();
  const home = folder('home');
  const bare = await open({ home, cwd: root, environment: { PATH: folder('empty') } });
  expect((await bare.run('init')).data).toMatchObject({
    notes: [expect.stringContaining('no program "git"')],
  });
  const other = folder('other');
  git(other, 'init', '--quiet');
  expect((await (await open({ home, cwd: other })).run('init')).data).toMatchObject({
    notes: ['The git repository has no commit yet.'],
    next: 'git add --all && git commit --message "Start"',
  });
});

it('says that a folder is only a part of a repository', async () => {
  const top = folder();
  git(top, 'init', '--quiet');
  git(top, 'commit', '--quiet', '--allow-empty', '--message', 'Start');
  mkdirSync(join(top, 'part'));
  const { data } = await (await open({ home: folder('home'), cwd: join(top, 'part') })).run('init');
  expect(data).toMatchObject({ root: join(top, 'part'), notes: [expect.stringContaining(`"${top}"`)] });
});

it("registers somebody else's project without trusting it", async () => {
  const home = folder('home');
  const root = folder();
  write(root, 'mmm.toml', '[project]\nname = "theirs"\n');
  const host = await open({ home, cwd: root });
  const { data } = await host.run('init');
  expect(data).toMatchObject({ did: 'registered', name: 'theirs', trusted: false, next: 'mmm trust' });
  expect(await (await host.service(hostService)).isTrusted(root)).toBe(false);
  expect(read(root, 'mmm.toml')).toBe('[project]\nname = "theirs"\n');
});

it('finishes what a process that was killed had begun', async () => {
  const home = folder('home');
  const root = folder();
  await (await open({ home, cwd: root })).run('init', { options: { name: 'shop' } });
  rmSync(join(root, 'mmm.toml'));
  const { data } = await (await open({ home, cwd: root })).run('init');
  expect(data).toMatchObject({ did: 'initialised', name: 'shop', wrote: ['mmm.toml'] });
});

it('makes a new project where another one was used last', async () => {
  const home = folder('home');
  const first = folder('first');
  write(first, 'mmm.toml', '[specs]\ndir = "elsewhere"\n');
  await (await open({ home, cwd: first })).run('init');
  const second = folder('second');
  const { data } = await (await open({ home, cwd: second })).run('init');
  expect(data).toMatchObject({ did: 'initialised', root: second, wrote: expect.arrayContaining(['specs/']) });
});

it('refuses a name that another project has, and takes it over where that folder is gone', async () => {
  const home = folder('home');
  const first = folder('shop');
  registered(home, 'Shop', first, '[stats]\ntotal_specs = 25\n');
  const second = folder('shop');
  const host = await open({ home, cwd: second });
  await expect(host.run('init')).rejects.toMatchObject({
    code: 'MMM_PROJECTS_NAME_TAKEN',
    hint: 'mmm init --name shop-2',
  });
  expect(read(second, 'mmm.toml')).toBeUndefined();
  rmSync(first, { recursive: true });
  await host.run('init');
  expect(read(home, 'projects/Shop.toml')).toContain(`path = "${second}"`);
  expect(read(home, 'projects/Shop.toml')).toContain('total_specs = 25');
});

it.each(['../up', 'a.b', 'CON', 'two words', ''])('refuses the name "%s"', async (name) => {
  const root = folder();
  const host = await open({ home: folder('home'), cwd: root });
  await expect(host.run('init', { options: { name } })).rejects.toMatchObject({
    code: 'MMM_PROJECTS_NAME_INVALID',
  });
  expect(read(root, 'mmm.toml')).toBeUndefined();
});

it("makes no project of the folder with mmm's own home", async () => {
  const parent = folder();
  const home = join(parent, '.mmm');
  mkdirSync(home);
  const host = await open({ home, cwd: parent });
  await expect(host.run('init')).rejects.toMatchObject({ code: 'MMM_PROJECTS_HOME_FOLDER' });
});
