import type { PluginContext } from '@mmm/plugin-api';
import { gitService } from '@mmm/plugin-git/api';

/** Moved at each call; it keeps the tree that people may have answered for from being collected. */
const REF = 'refs/mmm/verify/working-tree';

/** The tree that the project's files would make as they are now; empty outside of a repository with a commit. */
export async function workingTree(context: PluginContext, root: string): Promise<string> {
  const git = await context.services.get(gitService);
  const facts = await git.inspect(root);
  if (!facts.ok || facts.value.head === undefined) return '';
  const snapshot = await git.snapshot({
    worktree: facts.value.root,
    parent: facts.value.head,
    message: 'Working tree',
    ref: REF,
  });
  return snapshot.tree;
}
