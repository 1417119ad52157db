import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unwrap } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import type { GitService } from '../src/api.ts';
import { commit, git, hooks, openGit, repository, temporaryFolder, write } from './repositories.ts';

interface Bench {
  readonly service: GitService;
  readonly root: string;
  readonly base: string;
  readonly worktree: string;
  readonly admin: string;
}

async function bench(files?: Record<string, string>): Promise<Bench> {
  const root = repository(files);
  const base = git(root, 'rev-parse', 'HEAD');
  const worktree = join(temporaryFolder(), 'work tree');
  return { service: await openGit(), root, base, worktree, admin: join(root, '.git/worktrees/work-tree') };
}

it('makes a detached worktree and removes it with its entry', async () => {
  const { service, root, base, worktree } = await bench();
  expect(unwrap(await service.addWorktree(root, worktree, base))).toEqual({ path: worktree, base });
  expect(readFileSync(join(worktree, 'a.txt'), 'utf8')).toBe('one\n');
  expect(unwrap(await service.inspect(worktree))).toMatchObject({ branch: undefined, head: base });
  expect(await service.worktrees(root)).toEqual([root, worktree]);
  await service.removeWorktree(root, worktree);
  expect(existsSync(worktree)).toBe(false);
  expect(await service.worktrees(root)).toEqual([root]);
  await service.removeWorktree(root, worktree);
});

it('runs no hook when it makes one', async () => {
  const { service, root, base, worktree } = await bench();
  hooks(root, ['post-checkout', 'reference-transaction'], `touch '${join(root, 'ran')}'`);
  unwrap(await service.addWorktree(root, worktree, base));
  expect(existsSync(join(root, 'ran'))).toBe(false);
});

const leftovers: readonly (readonly [what: string, leave: (bench: Bench) => Promise<void> | void])[] = [
  [
    'a whole worktree with work in it',
    async ({ service, root, worktree, base }) => {
      unwrap(await service.addWorktree(root, worktree, base));
      write(worktree, 'rest.txt', 'r');
    },
  ],
  [
    'an entry whose folder was deleted by hand',
    async ({ service, root, worktree, base }) => {
      unwrap(await service.addWorktree(root, worktree, base));
      rmSync(worktree, { recursive: true });
    },
  ],
  [
    'an entry that is locked, with half of the files',
    async ({ service, root, worktree, base, admin }) => {
      unwrap(await service.addWorktree(root, worktree, base));
      writeFileSync(join(admin, 'locked'), 'initializing');
      writeFileSync(join(admin, 'index.lock'), '');
      rmSync(join(worktree, 'a.txt'));
    },
  ],
  [
    'a locked entry without a folder',
    async ({ service, root, worktree, base, admin }) => {
      unwrap(await service.addWorktree(root, worktree, base));
      writeFileSync(join(admin, 'locked'), 'initializing');
      rmSync(worktree, { recursive: true });
    },
  ],
  [
    'an entry that does not know its folder yet',
    ({ admin }) => {
      mkdirSync(admin, { recursive: true });
      writeFileSync(join(admin, 'locked'), 'initializing');
    },
  ],
  [
    'a folder without an entry',
    ({ worktree }) => {
      write(worktree, 'a.txt', 'stray');
    },
  ],
  [
    'a file in its place',
    ({ worktree }) => {
      rmSync(worktree, { recursive: true, force: true });
      writeFileSync(worktree, '');
    },
  ],
];

it.each(leftovers)('makes and removes a worktree over %s', async (_what, leave) => {
  const parts = await bench();
  const { service, root, base, worktree } = parts;
  await leave(parts);
  unwrap(await service.addWorktree(root, worktree, base));
  expect(git(worktree, 'status', '--porcelain')).toBe('');
  expect(await service.worktrees(root)).toEqual([root, worktree]);
  await leave(parts);
  await service.removeWorktree(root, worktree);
  expect(await service.worktrees(root)).toEqual([root]);
  expect(existsSync(join(root, '.git/worktrees')) ? readdirSync(join(root, '.git/worktrees')) : []).toEqual(
    [],
  );
});

it('leaves the worktrees of others alone, also those whose folder is away', async () => {
  const { service, root, base, worktree } = await bench();
  const away = join(temporaryFolder(), 'away');
  git(root, 'worktree', 'add', '--quiet', '--detach', away);
  rmSync(away, { recursive: true });
  unwrap(await service.addWorktree(root, worktree, base));
  await service.removeWorktree(root, worktree);
  expect(await service.worktrees(root)).toEqual([root, away]);
});

it('never takes a folder that holds the repository', async () => {
  const { service, root, base } = await bench();
  await expect(service.addWorktree(root, root, base)).rejects.toThrow('cannot be a worktree');
  await expect(service.removeWorktree(root, dirname(root))).rejects.toThrow('cannot be a worktree');
  expect(existsSync(join(root, 'a.txt'))).toBe(true);
});

it('says why there is nothing to start from', async () => {
  const { service, root, worktree } = await bench();
  expect(await service.addWorktree(root, worktree, 'absent')).toMatchObject({
    error: { code: 'MMM_GIT_UNKNOWN_REVISION' },
  });
  const empty = temporaryFolder();
  git(empty, 'init', '--quiet');
  expect(await service.addWorktree(empty, worktree, 'HEAD')).toMatchObject({
    error: { code: 'MMM_GIT_NO_COMMITS' },
  });
  expect(await service.addWorktree(temporaryFolder(), worktree, 'HEAD')).toMatchObject({
    error: { code: 'MMM_GIT_NOT_A_REPOSITORY' },
  });
});

it('works in a bare repository and in one that is itself a worktree', async () => {
  const { service, root, base, worktree } = await bench();
  const bare = join(temporaryFolder(), 'bare.git');
  git(root, 'clone', '--quiet', '--bare', root, bare);
  unwrap(await service.addWorktree(bare, worktree, base));
  expect(await service.worktrees(bare)).toEqual([bare, worktree]);
  const inner = join(temporaryFolder(), 'inner');
  unwrap(await service.addWorktree(worktree, inner, base));
  await service.removeWorktree(worktree, inner);
  await service.removeWorktree(bare, worktree);
  expect(await service.worktrees(bare)).toEqual([bare]);
});

it('puts a worktree back to a commit, whatever was done in it; ignored files stay', async () => {
  const { service, root, base, worktree, admin } = await bench({
    'a.txt': 'one\n',
    '.gitignore': 'deps/\n',
    'dir/b.txt': 'b',
  });
  unwrap(await service.addWorktree(root, worktree, base));
  write(worktree, 'deps/kept.txt', 'k');
  write(worktree, 'a.txt', 'two\n');
  git(worktree, 'update-index', '--skip-worktree', 'a.txt');
  git(worktree, 'checkout', '--quiet', '-b', 'theirs');
  const theirs = commit(worktree, { 'c.txt': 'c' }, 'Agent');
  rmSync(join(worktree, 'dir'), { recursive: true });
  write(worktree, 'dir', 'a file now');
  mkdirSync(join(worktree, 'nested'));
  git(join(worktree, 'nested'), 'init', '--quiet');
  writeFileSync(join(admin, 'index.lock'), '');
  rmSync(join(worktree, '.git'));
  await service.reset(worktree, base);
  expect(readdirSync(worktree).sort()).toEqual(['.git', '.gitignore', 'a.txt', 'deps', 'dir']);
  expect(readFileSync(join(worktree, 'a.txt'), 'utf8')).toBe('one\n');
  expect(readFileSync(join(worktree, 'deps/kept.txt'), 'utf8')).toBe('k');
  expect(git(worktree, 'status', '--porcelain', '--branch')).toBe('## HEAD (no branch)');
  expect(git(worktree, 'rev-parse', 'HEAD', 'theirs')).toBe(`${base}\n${theirs}`);
});

it('puts no main work tree back', async () => {
  const { service, root, base } = await bench();
  write(root, 'a.txt', 'mine');
  await expect(service.reset(root, base)).rejects.toMatchObject({ code: 'MMM_GIT_NOT_A_WORKTREE' });
  expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('mine');
});

it('finds no repository above a worktree whose .git is gone', async () => {
  const { service, root, base } = await bench();
  const inside = join(root, '.mmm', 'w');
  unwrap(await service.addWorktree(root, inside, base));
  rmSync(join(inside, '.git'));
  const stranger = await openGit();
  await expect(stranger.reset(inside, base)).rejects.toMatchObject({ code: 'MMM_GIT_NOT_A_REPOSITORY' });
  const request = { worktree: inside, parent: base, message: 'm', ref: 'refs/mmm/x' };
  await expect(stranger.snapshot(request)).rejects.toMatchObject({ code: 'MMM_GIT_NOT_A_REPOSITORY' });
});
