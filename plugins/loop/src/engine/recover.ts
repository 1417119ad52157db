// After a process that held a run is gone: its children are ended, what they had changed is kept, its worktrees are
// removed.
import { join } from 'node:path';
import type { CommandContext } from '@mmm/plugin-api';
import type { GitService } from '@mmm/plugin-git/api';
import { refName } from '../domain/ref-name.ts';
import { worktreesFolder } from './worktree.ts';

export interface Recovered {
  readonly processes: number;
  readonly worktrees: number;
}

/** To be called by the run's new holder only: `token` is its own, and whatever is older is left over. */
export async function recover(
  context: CommandContext,
  git: GitService,
  root: string,
  run: { readonly id: string; readonly token: number },
): Promise<Recovered> {
  const processes = await killChildren(context, run.id);
  const folder = join(worktreesFolder(root), run.id);
  let worktrees = 0;
  for (const token of await context.files.list(folder)) {
    if (Number(token) >= run.token) continue;
    for (const spec of await context.files.list(join(folder, token))) {
      await retire(context, git, {
        root,
        path: join(folder, token, spec),
        ref: `refs/mmm/partial/${run.id}/${token}/${refName(spec)}`,
      });
      worktrees += 1;
    }
    await context.files.remove(join(folder, token));
  }
  return { processes, worktrees };
}

/** Repeated until none is left: a child may start another while it is being looked for. */
async function killChildren(context: CommandContext, run: string): Promise<number> {
  let killed = 0;
  for (let round = 0; round < 10; round += 1) {
    const found = await context.processes.findByEnvironment('MMM_RUN_ID', run);
    const others = found.filter(({ pid }) => pid !== context.processes.self.pid);
    if (others.length === 0) break;
    for (const identity of others) if (context.processes.kill(identity)) killed += 1;
    await context.clock.sleep(20);
  }
  return killed;
}

async function retire(
  context: CommandContext,
  git: GitService,
  left: { readonly root: string; readonly path: string; readonly ref: string },
): Promise<void> {
  const facts = await git.inspect(left.path);
  // A worktree whose making was cut off has no commit of its own; then there is nothing to keep.
  if (
    facts.ok &&
    facts.value.root === left.path &&
    facts.value.head !== undefined &&
    facts.value.dirty.length > 0
  ) {
    try {
      const parent = facts.value.head;
      await git.snapshot({ worktree: left.path, parent, message: 'mmm: cut off', ref: left.ref });
    } catch (problem) {
      context.log.warn('what a cut-off agent had changed could not be kept', {
        path: left.path,
        problem: String(problem),
      });
      return;
    }
  }
  await git.removeWorktree(left.root, left.path);
}
