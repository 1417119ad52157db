import { join } from 'node:path';
import { err, isMmmError, ok, type PluginContext, type Result } from '@mmm/plugin-api';
import type { GitService } from './api.ts';
import { createBranches } from './branches.ts';
import { createGit } from './git.ts';
import { createInTurn } from './in-turn.ts';
import { createLayout } from './layout.ts';
import { createRepository } from './repository.ts';
import { createSnapshots } from './snapshots.ts';
import { createTrees } from './trees.ts';
import { createWorktrees } from './worktrees.ts';

export function createService(context: PluginContext): GitService {
  const { files, processes } = context;
  const git = createGit(context);
  const layout = createLayout(files);
  const { inspect, commit, ...repository } = createRepository(git, files, processes);
  const { add, ...worktrees } = createWorktrees({ git, files, layout, inTurn: createInTurn(context.clock) });
  const { mergeCommit, advance, ...branches } = createBranches({ git, files, commit });
  return {
    ...repository,
    ...worktrees,
    ...branches,
    ...createSnapshots({ git, files, layout, commit }),
    ...createTrees({ git, files, layout, attributes: join(context.home, 'cache', 'git-attributes') }),
    inspect: (folder) => settled(inspect(folder)),
    addWorktree: (root, path, base) => settled(add(root, path, base).then(() => ({ path, base }))),
    mergeCommit: (root, ours, theirs, message) => settled(mergeCommit(root, ours, theirs, message)),
    advance: (request) => settled(advance(request)),
  };
}

/** A coded error is an answer; anything else is a bug and stays thrown. */
async function settled<T>(work: Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work);
  } catch (error) {
    if (isMmmError(error)) return err(error);
    throw error;
  }
}
