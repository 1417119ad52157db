// Where a work tree's git folder is. It is read here and not left to git's discovery: an agent may delete or replace
// the `.git` file of its worktree, and git would then find the repository above and work on the user's own files.
import { basename, dirname, join, resolve } from 'node:path';
import type { Files } from '@mmm/plugin-api';
import { errors } from './errors.ts';
import type { Place } from './git.ts';

export interface Layout {
  /** The repository of a work tree; `MMM_GIT_NOT_A_REPOSITORY` where there is none. */
  find(workTree: string): Promise<Place>;
  /** As `find`, but `MMM_GIT_NOT_A_WORKTREE` for a main work tree. */
  findLinked(workTree: string): Promise<Place>;
  /** The folder that all work trees of a repository share, or undefined. */
  commonDir(root: string): Promise<string | undefined>;
  /** Notes where a worktree that was just made has its git folder. */
  remember(workTree: string): Promise<Place>;
  forget(workTree: string): void;
}

/** The index that snapshots are made with; kept, so that git reads only what changed since the last one. */
export function ownIndex(place: Place): string {
  return join(place.gitDir, 'mmm-index');
}

function isLinked(place: Place): boolean {
  return basename(dirname(place.gitDir)) === 'worktrees';
}

export function createLayout(files: Files): Layout {
  const known = new Map<string, string>();

  async function find(workTree: string): Promise<Place> {
    const remembered = known.get(workTree);
    const gitDir =
      remembered !== undefined && (await files.stat(remembered)) !== undefined
        ? remembered
        : await readGitDir(files, workTree);
    if (gitDir === undefined) throw errors.NOT_A_REPOSITORY({ folder: workTree });
    return { gitDir, workTree };
  }

  return {
    find,
    async findLinked(workTree) {
      const place = await find(workTree);
      if (!isLinked(place)) throw errors.NOT_A_WORKTREE({ folder: workTree });
      return place;
    },
    async commonDir(root) {
      const gitDir = await readGitDir(files, root);
      if (gitDir === undefined) return (await files.stat(join(root, 'objects'))) && root;
      const shared = await files.readText(join(gitDir, 'commondir'));
      return shared === undefined ? gitDir : resolve(gitDir, shared.trimEnd());
    },
    async remember(workTree) {
      const gitDir = await readGitDir(files, workTree);
      if (gitDir === undefined) throw errors.NOT_A_REPOSITORY({ folder: workTree });
      known.set(workTree, gitDir);
      return { gitDir, workTree };
    },
    forget(workTree) {
      known.delete(workTree);
    },
  };
}

async function readGitDir(files: Files, workTree: string): Promise<string | undefined> {
  const path = join(workTree, '.git');
  const facts = await files.stat(path);
  if (facts === undefined) return undefined;
  if (facts.kind !== 'file') return path;
  const target = /^gitdir: (.+?)\r?\n?$/s.exec((await files.readText(path)) ?? '')?.[1];
  return target === undefined ? undefined : resolve(workTree, target);
}
