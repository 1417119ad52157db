// A spec's worktree, made when the first step needs it. Its path carries the lease's token: a process that lost the
// run while it was frozen can only touch its own.
import { join } from 'node:path';
import { messageOf, unwrap } from '@mmm/plugin-api';
import { refName } from '../domain/ref-name.ts';
import type { Engine } from './engine.ts';

export interface Workplace {
  readonly path: string;
  /** Makes the files those of the commit. */
  at(commit: string): Promise<string>;
  /** Tells that the files are those of the commit. */
  knownAs(commit: string): void;
  /** Tells who may change the files from now on: what an agent leaves is work, what checks leave is not. */
  touchedBy(who: 'agent' | 'checks'): void;
  /** Where the folder itself was deleted, makes it again with the files of the commit. */
  madeAgain(commit: string): Promise<void>;
  /** Keeps what an agent that was cut off has changed on a private ref, then removes the worktree. */
  close(): Promise<void>;
}

export function worktreesFolder(root: string): string {
  return join(root, '.mmm', 'worktrees');
}

export function workplace(engine: Engine, spec: string): Workplace {
  const { context, git, root, lease } = engine;
  const path = join(worktreesFolder(root), lease.run, String(lease.token), spec);
  let made = false;
  let last: string | undefined;
  let touched: 'no' | 'agent' | 'checks' = 'no';
  const isThere = async (): Promise<boolean> => made && (await context.files.stat(path)) !== undefined;
  return {
    path,
    async at(commit) {
      if (!(await isThere())) {
        unwrap(await git.addWorktree(root, path, commit));
        made = true;
      } else if (touched !== 'no' || last !== commit) {
        await git.reset(path, commit);
      }
      touched = 'no';
      last = commit;
      return path;
    },
    knownAs(commit) {
      touched = 'no';
      last = commit;
    },
    touchedBy(who) {
      touched = who;
    },
    async madeAgain(commit) {
      if (!(await isThere())) await this.at(commit);
    },
    async close() {
      if (!made) return;
      const parent = (await isThere()) && touched === 'agent' ? last : undefined;
      made = false;
      if (parent !== undefined) {
        const ref = `refs/mmm/partial/${lease.run}/${lease.token}/${refName(spec)}`;
        try {
          await git.snapshot({ worktree: path, parent, message: `mmm: ${spec}, cut off`, ref });
        } catch (thrown) {
          // The worktree stays: the run's next holder tries again.
          const problem = messageOf(thrown);
          context.log.warn('what a cut-off agent had changed could not be kept', { path, problem });
          return;
        }
      }
      await git.removeWorktree(root, path);
    },
  };
}
