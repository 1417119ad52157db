import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { unwrap } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { commit, git, openGit, repository, temporaryFolder, write } from './repositories.ts';

it('lists changes between two commits, a rename as two, and the files of a tree', async () => {
  const root = repository({ 'old name.txt': 'same content\n', 'm.txt': '1', 'd.txt': 'd' });
  const from = git(root, 'rev-parse', 'HEAD');
  git(root, 'mv', 'old name.txt', 'nëw\n"name".txt');
  rmSync(join(root, 'd.txt'));
  const to = commit(root, { 'm.txt': '2' }, 'Change');
  const service = await openGit();
  expect(await service.changes(root, from, to)).toEqual([
    { path: 'd.txt', change: 'deleted' },
    { path: 'm.txt', change: 'modified' },
    { path: 'nëw\n"name".txt', change: 'added' },
    { path: 'old name.txt', change: 'deleted' },
  ]);
  expect(await service.changes(root, to, to)).toEqual([]);
  expect(await service.files(root, to)).toEqual(['m.txt', 'nëw\n"name".txt']);
});

it('shows a file of a commit, and undefined where there is none', async () => {
  const root = repository({ 'dir/odd\nname.txt': 'first\nlast', 'empty.txt': '' });
  const service = await openGit();
  expect(await service.show(root, 'HEAD', 'dir/odd\nname.txt')).toBe('first\nlast');
  expect(await service.show(root, 'HEAD', 'empty.txt')).toBe('');
  expect(await service.show(root, 'HEAD', 'dir')).toBeUndefined();
  expect(await service.show(root, 'HEAD', 'absent.txt')).toBeUndefined();
});

it('restores files of any name, and removes those that the commit does not have', async () => {
  const root = repository({ 'a.txt': 'one\n', '*.txt': 'star', 'dir/b.txt': 'b', 'other.txt': 'o' });
  const base = git(root, 'rev-parse', 'HEAD');
  const worktree = join(temporaryFolder(), 'w');
  const service = await openGit();
  unwrap(await service.addWorktree(root, worktree, base));
  write(worktree, '*.txt', 'changed');
  write(worktree, 'other.txt', 'changed');
  rmSync(join(worktree, 'dir'), { recursive: true });
  write(worktree, 'new/file.txt', 'n');
  await service.restore(worktree, base, ['*.txt', 'dir/b.txt', 'new/file.txt', 'never.txt']);
  expect(readFileSync(join(worktree, '*.txt'), 'utf8')).toBe('star');
  expect(readFileSync(join(worktree, 'dir/b.txt'), 'utf8')).toBe('b');
  expect(readFileSync(join(worktree, 'other.txt'), 'utf8')).toBe('changed');
  expect(existsSync(join(worktree, 'new/file.txt'))).toBe(false);
});

it('neither removes nor writes a file outside of the worktree through a link', async () => {
  const root = repository({ 'tests/a.txt': 'base' });
  const base = git(root, 'rev-parse', 'HEAD');
  const worktree = join(temporaryFolder(), 'w');
  const outside = temporaryFolder();
  write(outside, 'precious.txt', 'p');
  write(outside, 'a.txt', 'mine');
  const service = await openGit();
  unwrap(await service.addWorktree(root, worktree, base));
  rmSync(join(worktree, 'tests'), { recursive: true });
  symlinkSync(outside, join(worktree, 'tests'));
  await service.restore(worktree, base, ['tests/precious.txt', 'tests/a.txt']);
  expect(readFileSync(join(outside, 'precious.txt'), 'utf8')).toBe('p');
  expect(readFileSync(join(outside, 'a.txt'), 'utf8')).toBe('mine');
  expect(readFileSync(join(worktree, 'tests/a.txt'), 'utf8')).toBe('base');
  await expect(service.restore(worktree, base, ['../x'])).rejects.toThrow('not a path inside');
});

it.each([
  ['text', 'two\n'],
  ['bytes', Uint8Array.from([0, 1, 2, 255])],
  ['text that is not UTF-8', Uint8Array.from([0xe4, 0x0a, 0x41])],
])('gives a patch of %s that git can apply', async (_what, content) => {
  const root = repository();
  const from = git(root, 'rev-parse', 'HEAD');
  write(root, 'a.txt', content);
  write(root, 'new.txt', content);
  const to = commit(root, {}, 'Change');
  git(root, 'config', 'diff.noprefix', 'true');
  git(root, 'config', 'diff.external', '/bin/false');
  const patch = await (await openGit()).diff(root, from, to);
  const target = temporaryFolder();
  mkdirSync(join(target, 'x'));
  git(root, 'worktree', 'add', '--quiet', '--detach', join(target, 'w'), from);
  execFileSync('git', ['apply', '--index'], { cwd: join(target, 'w'), input: patch });
  expect(git(join(target, 'w'), 'write-tree')).toBe(git(root, 'rev-parse', `${to}^{tree}`));
});
