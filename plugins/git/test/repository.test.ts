import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { unwrap } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { commit, git, openGit, repository, temporaryFolder, write } from './repositories.ts';

it('tells branch, head and uncommitted paths of a repository from a folder inside of it', async () => {
  const root = repository({ 'a.txt': 'one\n', 'sub dir/b.txt': 'b\n' });
  write(root, 'a.txt', 'two\n');
  write(root, 'new\nline "ä".txt', 'x');
  const service = await openGit();
  const facts = unwrap(await service.inspect(join(root, 'sub dir')));
  expect(facts).toEqual({
    root,
    branch: 'main',
    head: git(root, 'rev-parse', 'HEAD'),
    dirty: ['a.txt', 'new\nline "ä".txt'],
  });
});

it('has no head before the first commit and no branch on a detached HEAD', async () => {
  const service = await openGit();
  const empty = temporaryFolder();
  git(empty, 'init', '--quiet', '--initial-branch=main');
  expect(unwrap(await service.inspect(empty))).toMatchObject({ branch: 'main', head: undefined });
  const root = repository();
  git(root, 'checkout', '--quiet', '--detach');
  expect(unwrap(await service.inspect(root)).branch).toBeUndefined();
});

it('says what a folder is that holds no files of a repository', async () => {
  const service = await openGit();
  const folder = temporaryFolder();
  expect(await service.inspect(folder)).toMatchObject({ error: { code: 'MMM_GIT_NOT_A_REPOSITORY' } });
  expect(await service.inspect(join(folder, 'absent'))).toMatchObject({
    error: { code: 'MMM_GIT_NOT_A_REPOSITORY' },
  });
  git(folder, 'init', '--quiet', '--bare');
  expect(await service.inspect(folder)).toMatchObject({ error: { code: 'MMM_GIT_NO_WORK_TREE' } });
});

it('says that git is missing where the PATH has none', async () => {
  const service = await openGit({ PATH: temporaryFolder() });
  expect(await service.inspect(temporaryFolder())).toMatchObject({ error: { code: 'MMM_GIT_MISSING' } });
});

it('is not led astray by variables of git in its environment', async () => {
  const root = repository();
  const other = repository();
  const service = await openGit({ GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other, GIT_INDEX_FILE: '/x' });
  expect(unwrap(await service.inspect(root)).root).toBe(root);
});

it('resolves revisions and takes none for an option', async () => {
  const root = repository();
  const service = await openGit();
  expect(await service.resolve(root, 'main')).toBe(git(root, 'rev-parse', 'HEAD'));
  expect(await service.resolve(root, 'absent')).toBeUndefined();
  await expect(service.resolve(root, '--all')).rejects.toThrow('not a revision');
});

it('sets refs and lists those under a prefix', async () => {
  const root = repository();
  const head = git(root, 'rev-parse', 'HEAD');
  const service = await openGit();
  await service.setRef(root, 'refs/mmm/r1/a', head);
  await service.setRef(root, 'refs/mmm/r1/b', head);
  await service.setRef(root, 'refs/mmm/r2/a', head);
  expect(await service.refs(root, 'refs/mmm/r1/')).toEqual([
    { ref: 'refs/mmm/r1/a', commit: head },
    { ref: 'refs/mmm/r1/b', commit: head },
  ]);
  expect(await service.refs(root, 'refs/mmm/none')).toEqual([]);
});

it('never moves a branch through a symbolic ref', async () => {
  const root = repository();
  const old = git(root, 'rev-parse', 'HEAD');
  const next = commit(root, { 'b.txt': 'b' }, 'Next');
  git(root, 'symbolic-ref', 'refs/mmm/trap', 'refs/heads/main');
  const service = await openGit();
  await service.setRef(root, 'refs/mmm/trap', old);
  expect(git(root, 'rev-parse', 'main')).toBe(next);
});

it('names a lock file that stands in the way', async () => {
  const root = repository();
  const head = git(root, 'rev-parse', 'HEAD');
  write(root, '.git/refs/mmm/a.lock', '');
  const service = await openGit();
  await expect(service.setRef(root, 'refs/mmm/a', head)).rejects.toMatchObject({
    code: 'MMM_GIT_LOCKED',
    message: expect.stringContaining(join(root, '.git/refs/mmm/a.lock')),
  });
});

it('makes a repository of a folder, signed by mmm where nobody is configured', async () => {
  const folder = join(temporaryFolder(), 'fresh');
  mkdirSync(folder);
  write(folder, 'a.txt', 'a');
  const service = await openGit();
  const made = await service.create(folder, 'Start\n');
  expect(git(folder, 'log', '-1', '--format=%H %an <%ae> %cn %s %D')).toBe(
    `${made} mmm <mmm@localhost> mmm Start HEAD -> main`,
  );
  expect(git(folder, 'status', '--porcelain')).toBe('');
});
