import { join } from 'node:path';
import { type Files, isMmmError } from '@mmm/plugin-api';
import type { GitService, MergeRequest } from './api.ts';
import { fieldsOf, lineOf, overlap, readChanges, readStatus } from './domain/output.ts';
import { errors } from './errors.ts';
import { asRevision, type Git, type GitCall } from './git.ts';
import type { CommitFacts } from './snapshots.ts';

interface Parts {
  readonly git: Git;
  readonly files: Files;
  readonly commit: (at: Pick<GitCall, 'cwd' | 'place'>, facts: CommitFacts) => Promise<string>;
}

export type Branches = Pick<GitService, 'isAncestor' | 'squash'> & {
  /** As in the service, with failures thrown. */
  mergeCommit(root: string, ours: string, theirs: string, message: string): Promise<string>;
  advance(request: MergeRequest): Promise<void>;
};

interface Tip {
  readonly commit: string;
  /** The work tree that has the branch checked out. */
  readonly workTree: string | undefined;
}

export function createBranches({ git, files, commit }: Parts): Branches {
  async function isAncestor(root: string, ancestor: string, descendant: string): Promise<boolean> {
    const args = ['merge-base', '--is-ancestor', asRevision(ancestor), asRevision(descendant)];
    return (await git({ args, cwd: root, accept: [0, 1] })).exitCode === 0;
  }

  async function tipOf(root: string, branch: string): Promise<Tip | undefined> {
    const format = '--format=%(refname)%00%(objectname)%00%(worktreepath)%00';
    const { stdout } = await git({ args: ['for-each-ref', format, '--', branch], cwd: root });
    const [name, tip, folder = ''] = fieldsOf(stdout);
    if (name !== branch || tip === undefined) return undefined;
    // A bare repository counts as a work tree here, and so does a worktree that was deleted by hand.
    const there = folder !== '' && (await files.stat(join(folder, '.git'))) !== undefined;
    return { commit: tip, workTree: there ? folder : undefined };
  }

  return {
    isAncestor,

    async squash(root, parent, from, message) {
      const args = ['rev-parse', '--verify', '--end-of-options', `${asRevision(from)}^{tree}`];
      const tree = lineOf((await git({ args, cwd: root })).stdout);
      return commit({ cwd: root }, { tree, parents: [parent], message });
    },

    async mergeCommit(root, ours, theirs, message) {
      const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages'];
      const { exitCode, stdout } = await git({
        args: [...args, asRevision(ours), asRevision(theirs)],
        cwd: root,
        accept: [0, 1],
      });
      const [tree = '', ...paths] = fieldsOf(stdout);
      if (exitCode === 1) throw errors.CONFLICT({ ours, theirs, paths });
      return commit({ cwd: root }, { tree, parents: [ours, theirs], message });
    },

    async advance(request) {
      const { root, branch, expected, commit: target } = request;
      const ref = `refs/heads/${branch}`;
      const [tip, forward] = await Promise.all([tipOf(root, ref), isAncestor(root, expected, target)]);
      if (tip?.commit === target) return;
      if (tip?.commit !== expected) throw errors.BRANCH_MOVED({ branch, expected, found: tip?.commit });
      if (!forward) throw errors.NOT_A_DESCENDANT({ branch, expected, commit: target });
      const move =
        tip.workTree === undefined
          ? { args: ['update-ref', '-m', 'mmm: forward', '--', ref, target, expected], cwd: root }
          : { args: [...FORWARD, asRevision(target)], cwd: tip.workTree };
      try {
        await git(move);
      } catch (error) {
        const now = await tipOf(root, ref);
        if (now?.commit !== expected) throw errors.BRANCH_MOVED({ branch, expected, found: now?.commit });
        throw await explained(git, error, request, tip.workTree);
      }
    },
  };
}

/** Never writes over a change that is not committed, nor over an ignored file. */
const FORWARD = [
  'merge',
  '--ff-only',
  '--no-overwrite-ignore',
  '--no-autostash',
  '--no-verify-signatures',
  '--quiet',
];

/** Names the local changes that stand in the way; any other reason stays as git said it. */
async function explained(
  git: Git,
  error: unknown,
  { branch, expected, commit }: MergeRequest,
  folder: string | undefined,
): Promise<unknown> {
  if (folder === undefined || !isMmmError(error) || error.code !== 'MMM_GIT_FAILED') return error;
  const status = [
    'status',
    '--porcelain=v2',
    '-z',
    '--no-renames',
    '--untracked-files=all',
    '--ignored=matching',
  ];
  const [dirty, incoming] = await Promise.all([
    git({ args: status, cwd: folder }),
    git({ args: ['diff-tree', '-r', '-z', '--no-renames', '--name-status', expected, commit], cwd: folder }),
  ]);
  const changed = readChanges(incoming.stdout).map((change) => change.path);
  const paths = overlap(readStatus(dirty.stdout).dirty, changed);
  return paths.length === 0 ? error : errors.LOCAL_CHANGES({ folder, branch, paths });
}
