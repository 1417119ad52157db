import { basename, isAbsolute, join, relative } from 'node:path';
import { type Files, isMmmError } from '@mmm/plugin-api';
import type { GitService } from './api.ts';
import { readWorktrees } from './domain/output.ts';
import { errors } from './errors.ts';
import { asRevision, type Git, type Place } from './git.ts';
import type { InTurn } from './in-turn.ts';
import { type Layout, ownIndex } from './layout.ts';

interface Parts {
  readonly git: Git;
  readonly files: Files;
  readonly layout: Layout;
  readonly inTurn: InTurn;
}

export type Worktrees = Pick<GitService, 'removeWorktree' | 'worktrees' | 'reset'> & {
  /** The worktree's repository; throws coded errors. */
  add(root: string, path: string, commit: string): Promise<void>;
};

export function createWorktrees({ git, files, layout, inTurn }: Parts): Worktrees {
  return {
    async add(root, path, commit) {
      // Twice: also over an entry that is registered or locked while its folder is gone.
      const args = ['worktree', 'add', '--detach', '--force', '--force', '--', path, asRevision(commit)];
      try {
        await inTurn(async () => {
          await clear(files, layout, { root, path });
          await git({ args, cwd: root });
        });
      } catch (error) {
        throw await named(git, error, { root, commit });
      }
      const place = await layout.remember(path);
      await copyIndex(files, join(place.gitDir, 'index'), ownIndex(place));
    },

    async removeWorktree(root, path) {
      const args = ['worktree', 'remove', '--force', '--force', '--', path];
      await inTurn(async () => {
        await clear(files, layout, { root, path });
        const { exitCode, stderr } = await git({ args, cwd: root, accept: [0, 128] });
        if (exitCode !== 0 && !stderr.includes('is not a working tree')) await git({ args, cwd: root });
      });
    },

    async worktrees(root) {
      return readWorktrees(
        (await git({ args: ['worktree', 'list', '--porcelain', '-z'], cwd: root })).stdout,
      );
    },

    async reset(worktree, commit) {
      const place = await layout.findLinked(worktree);
      for (const lock of ['index.lock', 'mmm-index.lock', 'HEAD.lock'])
        await files.remove(join(place.gitDir, lock));
      await healLink(files, place);
      const at = { cwd: worktree, place, index: ownIndex(place) };
      const read = { ...at, args: ['read-tree', '--reset', '-u', asRevision(commit)] };
      try {
        await git(read);
      } catch {
        await files.remove(ownIndex(place));
        await git(read);
      }
      // Twice -f: a repository that an agent made inside of the worktree goes too.
      await git({ ...at, args: ['clean', '-ffdq'] });
      await git({ ...at, args: ['update-ref', '--no-deref', 'HEAD', commit] });
      await copyIndex(files, ownIndex(place), join(place.gitDir, 'index'));
    },
  };
}

/** Removes the folder, and administrative entries of a `git worktree add` that died before it knew its folder. */
async function clear(files: Files, layout: Layout, at: { root: string; path: string }): Promise<void> {
  const { root, path } = at;
  const toRoot = relative(path, root);
  if (!toRoot.startsWith('..') && !isAbsolute(toRoot))
    throw new Error(`"${path}" holds the repository "${root}" and cannot be a worktree of it`);
  layout.forget(path);
  await files.remove(path);
  const common = await layout.commonDir(root);
  if (common === undefined) return;
  const name = entryName(basename(path));
  for (const entry of await files.list(join(common, 'worktrees'))) {
    const mine = entryName(entry).startsWith(name) && /^\d*$/.test(entry.slice(name.length));
    const folder = join(common, 'worktrees', entry);
    if (mine && (await files.stat(join(folder, 'gitdir'))) === undefined) await files.remove(folder);
  }
}

/** git names an entry after the folder, with other characters replaced, and counts up where the name is taken. */
function entryName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]/g, '-');
}

async function copyIndex(files: Files, from: string, to: string): Promise<void> {
  const bytes = await files.readBytes(from);
  if (bytes !== undefined) await files.write(to, bytes);
}

/** Puts the worktree's `.git` file back where an agent removed or replaced it. */
async function healLink(files: Files, place: Place): Promise<void> {
  const path = join(place.workTree, '.git');
  const link = `gitdir: ${place.gitDir}\n`;
  const facts = await files.stat(path);
  if (facts?.kind === 'file' && (await files.readText(path)) === link) return;
  await files.remove(path);
  await files.write(path, link);
}

/** git's "invalid reference" as the reason behind it: no commits at all, or no such commit. */
async function named(git: Git, error: unknown, at: { root: string; commit: string }): Promise<unknown> {
  if (!isMmmError(error) || error.code !== 'MMM_GIT_FAILED') return error;
  const exists = async (revision: string): Promise<boolean> =>
    (
      await git({
        args: ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`],
        cwd: at.root,
        accept: [0, 1],
      })
    ).exitCode === 0;
  if (await exists(at.commit)) return error;
  if (!(await exists('HEAD'))) return errors.NO_COMMITS({ folder: at.root });
  return errors.UNKNOWN_REVISION({ folder: at.root, revision: at.commit });
}
