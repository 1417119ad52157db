import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unwrap } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import type { GitService } from '../src/api.ts';
import { commit, git, hooks, openGit, repository, temporaryFolder, write } from './repositories.ts';

interface Bench {
  readonly service: GitService;
  readonly root: string;
  /** Where `main` stands, checked out in `root`. */
  readonly base: string;
  /** A descendant of `base` that changes these files. */
  readonly next: string;
}

async function bench(
  files: Record<string, string> = { 'a.txt': 'two\n', 'dir/new.txt': 'n' },
): Promise<Bench> {
  const root = repository({ 'a.txt': 'one\n', 'b.txt': 'b\n', '.gitignore': 'local/\n*.env\n' });
  const base = git(root, 'rev-parse', 'HEAD');
  const side = join(temporaryFolder(), 'side');
  git(root, 'worktree', 'add', '--quiet', '--detach', side);
  for (const [path, content] of Object.entries(files)) write(side, path, content);
  git(side, 'add', '--all', '--force');
  const next = commit(side, {}, 'Next');
  git(root, 'worktree', 'remove', '--force', side);
  return { service: await openGit(), root, base, next };
}

it('moves a branch and the files of the work tree that has it', async () => {
  const { service, root, base, next } = await bench();
  write(root, 'b.txt', 'my own change\n');
  write(root, 'untracked.txt', 'u');
  unwrap(await service.advance({ root, branch: 'main', expected: base, commit: next }));
  expect(git(root, 'rev-parse', 'HEAD', '--symbolic-full-name', 'HEAD')).toBe(`${next}\nrefs/heads/main`);
  expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('two\n');
  expect(git(root, 'status', '--porcelain')).toBe(' M b.txt\n?? untracked.txt');
  unwrap(await service.advance({ root, branch: 'main', expected: base, commit: next }));
});

it('moves a branch that nobody has checked out', async () => {
  const { service, root, base, next } = await bench();
  git(root, 'checkout', '--quiet', '--detach');
  unwrap(await service.advance({ root, branch: 'main', expected: base, commit: next }));
  expect(git(root, 'rev-parse', 'main')).toBe(next);
  expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('one\n');
});

it('moves a branch of a bare repository, and one whose worktree was deleted by hand', async () => {
  const { service, root, base, next } = await bench();
  git(root, 'update-ref', 'refs/mmm/next', next);
  const bare = join(temporaryFolder(), 'bare.git');
  git(root, 'clone', '--quiet', '--mirror', root, bare);
  unwrap(await service.advance({ root: bare, branch: 'main', expected: base, commit: next }));
  expect(git(bare, 'rev-parse', 'main')).toBe(next);
  const gone = join(temporaryFolder(), 'gone');
  git(root, 'worktree', 'add', '--quiet', '-b', 'gone', gone, base);
  rmSync(gone, { recursive: true });
  unwrap(await service.advance({ root, branch: 'gone', expected: base, commit: next }));
  expect(git(root, 'rev-parse', 'gone')).toBe(next);
});

it('moves a branch that another worktree has checked out, with its files', async () => {
  const { service, root, base, next } = await bench();
  const other = join(temporaryFolder(), 'other tree');
  git(root, 'worktree', 'add', '--quiet', '-b', 'feature/x', other);
  unwrap(await service.advance({ root, branch: 'feature/x', expected: base, commit: next }));
  expect(readFileSync(join(other, 'a.txt'), 'utf8')).toBe('two\n');
  expect(git(root, 'rev-parse', 'main')).toBe(base);
});

it.each([
  ['a changed file', 'a.txt', 'a.txt'],
  ['an untracked file', 'dir/new.txt', 'dir/new.txt'],
  ['a file where a folder comes', 'dir', 'dir'],
])('refuses to write over %s and names it', async (_what, path, named) => {
  const { service, root, base, next } = await bench();
  write(root, path, 'my own work');
  const result = await service.advance({ root, branch: 'main', expected: base, commit: next });
  expect(result).toMatchObject({
    error: { code: 'MMM_GIT_LOCAL_CHANGES', message: expect.stringContaining(`: "${named}".`) },
  });
  expect(readFileSync(join(root, path), 'utf8')).toBe('my own work');
  expect(git(root, 'rev-parse', 'main')).toBe(base);
});

it('refuses to write over an ignored file', async () => {
  const { service, root, base, next } = await bench({ 'secret.env': 'theirs' });
  write(root, 'secret.env', 'mine');
  const result = await service.advance({ root, branch: 'main', expected: base, commit: next });
  expect(result).toMatchObject({ error: { code: 'MMM_GIT_LOCAL_CHANGES' } });
  expect(readFileSync(join(root, 'secret.env'), 'utf8')).toBe('mine');
});

it('refuses where the branch stands elsewhere, or would lose commits', async () => {
  const { service, root, base, next } = await bench();
  const own = commit(root, { 'own.txt': 'o' }, 'Own');
  expect(await service.advance({ root, branch: 'main', expected: base, commit: next })).toMatchObject({
    error: { code: 'MMM_GIT_BRANCH_MOVED' },
  });
  expect(await service.advance({ root, branch: 'main', expected: own, commit: next })).toMatchObject({
    error: { code: 'MMM_GIT_NOT_A_DESCENDANT' },
  });
  expect(await service.advance({ root, branch: 'gone', expected: base, commit: next })).toMatchObject({
    error: { code: 'MMM_GIT_BRANCH_MOVED', message: expect.stringContaining('no such branch') },
  });
  expect(git(root, 'rev-parse', 'main')).toBe(own);
});

it('names the lock that another git left behind', async () => {
  const { service, root, base, next } = await bench();
  write(root, '.git/index.lock', '');
  const result = await service.advance({ root, branch: 'main', expected: base, commit: next });
  expect(result).toMatchObject({
    error: { code: 'MMM_GIT_LOCKED', message: expect.stringContaining(join(root, '.git/index.lock')) },
  });
});

it('goes on where a process died between files and branch', async () => {
  const { service, root, base, next } = await bench();
  git(root, 'read-tree', '-m', '-u', base, next);
  unwrap(await service.advance({ root, branch: 'main', expected: base, commit: next }));
  expect(git(root, 'status', '--porcelain')).toBe('');
});

it('runs no hook of the repository', async () => {
  const { service, root, base, next } = await bench();
  hooks(root, ['post-merge', 'reference-transaction'], `touch '${join(root, 'ran')}'`);
  unwrap(await service.advance({ root, branch: 'main', expected: base, commit: next }));
  expect(existsSync(join(root, 'ran'))).toBe(false);
});

it('merges two commits without a work tree, and names the files of a conflict', async () => {
  const { service, root, base, next } = await bench();
  const own = commit(root, { 'b.txt': 'mine\n' }, 'Own');
  const merged = unwrap(await service.mergeCommit(root, own, next, 'Merge both\n'));
  expect(git(root, 'log', '-1', '--format=%P %s', merged)).toBe(`${own} ${next} Merge both`);
  expect(await service.changes(root, next, merged)).toEqual([{ path: 'b.txt', change: 'modified' }]);
  expect(git(root, 'rev-parse', 'main')).toBe(own);
  const clash = commit(root, { 'a.txt': 'three\n' }, 'Clash');
  expect(await service.mergeCommit(root, clash, next, 'Merge')).toMatchObject({
    error: { code: 'MMM_GIT_CONFLICT', message: expect.stringContaining('"a.txt"') },
  });
  expect(git(root, 'status', '--porcelain')).toBe('');
  expect(await service.isAncestor(root, base, merged)).toBe(true);
  expect(await service.isAncestor(root, clash, merged)).toBe(false);
});

it('squashes a line of commits into one', async () => {
  const { service, root, base } = await bench();
  commit(root, { 'x.txt': '1' }, 'One');
  const last = commit(root, { 'x.txt': '2' }, 'Two');
  const made = await service.squash(root, base, last, 'Both');
  expect(git(root, 'log', '--format=%s', `${base}..${made}`)).toBe('Both');
  expect(git(root, 'diff', last, made)).toBe('');
});
