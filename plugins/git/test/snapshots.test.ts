import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { unwrap } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import type { GitService, Snapshot } from '../src/api.ts';
import { commit, git, hooks, openGit, repository, temporaryFolder, write } from './repositories.ts';

interface Bench {
  readonly service: GitService;
  readonly root: string;
  readonly worktree: string;
  readonly base: string;
  take(parent?: string): Promise<Snapshot>;
}

async function bench(files?: Record<string, string>): Promise<Bench> {
  const root = repository(files);
  const base = git(root, 'rev-parse', 'HEAD');
  const worktree = join(temporaryFolder(), 'work tree');
  const service = await openGit();
  unwrap(await service.addWorktree(root, worktree, base));
  const take = (parent = base): Promise<Snapshot> =>
    service.snapshot({ worktree, parent, message: 'Iteration 1\n\nby mmm', ref: 'refs/mmm/r/1' });
  return { service, root, worktree, base, take };
}

it('commits new, changed and deleted files, modes and links, and leaves out what is ignored', async () => {
  const { root, worktree, base, take } = await bench({
    '.gitignore': 'ignored/\n',
    'gone.txt': 'g',
    'run.sh': '#!/bin/sh\n',
    'kept.txt': 'k',
  });
  rmSync(join(worktree, 'gone.txt'));
  chmodSync(join(worktree, 'run.sh'), 0o755);
  symlinkSync('kept.txt', join(worktree, 'link'));
  write(worktree, 'ignored/x', 'x');
  write(worktree, 'odd "name"\nwith ünicode', 'x');
  write(worktree, '-dash', 'x');
  const made = await take();
  expect(made.changed).toBe(true);
  expect(git(root, 'rev-parse', 'refs/mmm/r/1', `${made.commit}^`, `${made.commit}^{tree}`)).toBe(
    `${made.commit}\n${base}\n${made.tree}`,
  );
  expect(git(root, 'ls-tree', '-r', '-z', made.commit).split('\0').map(modeAndPath)).toEqual([
    '100644 -dash',
    '100644 .gitignore',
    '100644 kept.txt',
    '120000 link',
    '100644 odd "name"\nwith ünicode',
    '100755 run.sh',
    '',
  ]);
  expect(git(root, 'log', '-1', '--format=%B', made.commit)).toBe('Iteration 1\n\nby mmm');
});

function modeAndPath(entry: string): string {
  return entry === '' ? '' : `${entry.slice(0, 6)} ${entry.slice(entry.indexOf('\t') + 1)}`;
}

it('is the parent where nothing changed', async () => {
  const { root, base, take } = await bench();
  expect(await take()).toMatchObject({ commit: base, changed: false });
  expect(git(root, 'rev-parse', 'refs/mmm/r/1')).toBe(base);
});

it('touches neither HEAD, branches nor the index, and runs no hook', async () => {
  const { root, worktree, base, take } = await bench();
  const proof = join(root, 'hook-ran');
  hooks(
    root,
    ['pre-commit', 'post-commit', 'reference-transaction', 'post-index-change'],
    `touch '${proof}'`,
  );
  write(worktree, 'staged.txt', 's');
  git(worktree, '-c', 'core.hooksPath=/dev/null', 'add', 'staged.txt');
  write(worktree, 'b.txt', 'b');
  const before = git(worktree, 'status', '--porcelain');
  rmSync(proof, { force: true });
  await take();
  expect(existsSync(proof)).toBe(false);
  expect(git(worktree, 'status', '--porcelain')).toBe(before);
  expect(git(worktree, 'rev-parse', 'HEAD')).toBe(base);
  expect(git(root, 'rev-parse', 'main')).toBe(base);
});

it('takes the files alone where an agent committed, hid changes from its index or removed its .git', async () => {
  const { root, worktree, base, take } = await bench();
  commit(worktree, { 'agent.txt': 'mine' }, 'By the agent');
  write(worktree, 'a.txt', 'hidden\n');
  git(worktree, 'update-index', '--assume-unchanged', 'a.txt');
  const first = await take();
  expect(git(root, 'show', `${first.commit}:a.txt`)).toBe('hidden');
  expect(git(root, 'show', `${first.commit}:agent.txt`)).toBe('mine');
  expect(git(root, 'rev-parse', `${first.commit}^`)).toBe(base);
  rmSync(join(worktree, '.git'));
  write(worktree, 'c.txt', 'c');
  const second = await take(first.commit);
  expect(git(root, 'diff', '--name-only', first.commit, second.commit)).toBe('c.txt');
  git(worktree, 'init', '--quiet');
  write(worktree, 'd.txt', 'd');
  const third = await take(second.commit);
  expect(git(root, 'diff', '--name-only', second.commit, third.commit)).toBe('d.txt');
});

it('takes repositories that an agent made as plain files, at any depth', async () => {
  const { root, worktree, take } = await bench();
  for (const [path, committed] of [
    ['lib', true],
    ['lib/deep/er', false],
    ['bare one', true],
  ] as const) {
    mkdirSync(join(worktree, path), { recursive: true });
    git(join(worktree, path), 'init', '--quiet');
    write(worktree, `${path}/file.txt`, path);
    if (committed) commit(join(worktree, path), {}, 'Nested');
  }
  const first = await take();
  const paths = ['a.txt', 'bare one/file.txt', 'lib/deep/er/file.txt', 'lib/file.txt'];
  expect(git(root, 'ls-tree', '-r', '--name-only', first.commit).split('\n')).toEqual(paths);
  write(worktree, 'lib/more.txt', 'm');
  rmSync(join(worktree, 'bare one'), { recursive: true });
  const second = await take(first.commit);
  expect(git(root, 'diff', '--name-status', first.commit, second.commit)).toBe(
    'D\tbare one/file.txt\nA\tlib/more.txt',
  );
});

it('leaves a submodule as it is', async () => {
  const inner = repository({ 'i.txt': 'i' });
  const root = repository();
  git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
  const base = commit(root, {}, 'Submodule');
  const worktree = join(temporaryFolder(), 'w');
  const service = await openGit();
  unwrap(await service.addWorktree(root, worktree, base));
  write(worktree, 'b.txt', 'b');
  const made = await service.snapshot({ worktree, parent: base, message: 'm', ref: 'refs/mmm/s' });
  expect(await service.changes(root, base, made.commit)).toEqual([{ path: 'b.txt', change: 'added' }]);
  expect(await service.files(root, made.commit)).toEqual(['.gitmodules', 'a.txt', 'b.txt']);
});

it('survives the lock, half an index and the lost index of a process that was killed', async () => {
  const { root, worktree, take } = await bench();
  const admin = join(root, '.git/worktrees/work-tree');
  write(worktree, 'b.txt', 'b');
  writeFileSync(join(admin, 'mmm-index.lock'), '');
  writeFileSync(join(admin, 'index.lock'), '');
  const first = await take();
  writeFileSync(join(admin, 'mmm-index'), readFileSync(join(admin, 'mmm-index')).subarray(0, 20));
  const second = await take();
  rmSync(join(admin, 'mmm-index'));
  const third = await take();
  expect(new Set([first.tree, second.tree, third.tree]).size).toBe(1);
});

it('sees a file changed at once after the worktree was made, of the same size', async () => {
  const { root, worktree, take } = await bench();
  write(worktree, 'a.txt', 'two\n');
  expect(git(root, 'show', `${(await take()).commit}:a.txt`)).toBe('two');
});

it('works in several worktrees of one repository at once', async () => {
  const root = repository();
  const base = git(root, 'rev-parse', 'HEAD');
  const service = await openGit();
  const folder = temporaryFolder();
  const names = ['one', 'two', 'three', 'four'];
  const commits = await Promise.all(
    names.map(async (name) => {
      const worktree = join(folder, name);
      unwrap(await service.addWorktree(root, worktree, base));
      write(worktree, `${name}.txt`, name);
      const ref = `refs/mmm/${name}`;
      return (await service.snapshot({ worktree, parent: base, message: name, ref })).commit;
    }),
  );
  for (const [at, name] of names.entries())
    expect(git(root, 'diff', '--name-only', base, commits[at] ?? '')).toBe(`${name}.txt`);
});

it('starts four processes for a snapshot whose parent is the one before', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  write(folder, 'git', `#!/bin/sh\necho "$@" >>'${log}'\nexec '${real}' "$@"\n`);
  chmodSync(join(folder, 'git'), 0o755);
  const root = repository();
  const worktree = join(temporaryFolder(), 'w');
  const service = await openGit({ PATH: `${folder}:${process.env.PATH}` });
  const base = git(root, 'rev-parse', 'HEAD');
  unwrap(await service.addWorktree(root, worktree, base));
  const request = { worktree, message: 'm', ref: 'refs/mmm/r' };
  write(worktree, 'b.txt', 'b');
  const first = await service.snapshot({ ...request, parent: base });
  rmSync(log);
  write(worktree, 'b.txt', 'c');
  await service.snapshot({ ...request, parent: first.commit });
  expect(readFileSync(log, 'utf8').match(/^.*(add --all|write-tree|commit-tree|update-ref)/gm)).toHaveLength(
    4,
  );
  expect(readFileSync(log, 'utf8').trim().split('\n')).toHaveLength(4);
});

it('signs with the identity that git knows', async () => {
  const { root, worktree, take } = await bench();
  git(root, 'config', 'user.name', 'Grace');
  write(worktree, 'b.txt', 'b');
  const { commit: made } = await take();
  expect(git(root, 'log', '-1', '--format=%an <%ae>', made)).toBe('Grace <mmm@localhost>');
});

it('goes on after the repository was moved and repaired', async () => {
  const { root, worktree, base, take } = await bench();
  const moved = `${root} moved`;
  renameSync(root, moved);
  git(moved, 'worktree', 'repair', worktree);
  write(worktree, 'b.txt', 'b');
  const made = await take(base);
  expect(git(moved, 'diff', '--name-only', base, made.commit)).toBe('b.txt');
});
