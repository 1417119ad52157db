import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface GitErrors {
  readonly MISSING: Record<never, never>;
  readonly TOO_OLD: { readonly command: string };
  readonly NOT_A_REPOSITORY: { readonly folder: string };
  readonly NO_WORK_TREE: { readonly folder: string };
  readonly NO_COMMITS: { readonly folder: string };
  readonly UNKNOWN_REVISION: { readonly folder: string; readonly revision: string };
  readonly NOT_A_WORKTREE: { readonly folder: string };
  readonly BRANCH_MOVED: {
    readonly branch: string;
    readonly expected: string;
    readonly found: string | undefined;
  };
  readonly NOT_A_DESCENDANT: {
    readonly branch: string;
    readonly expected: string;
    readonly commit: string;
  };
  readonly CONFLICT: { readonly ours: string; readonly theirs: string; readonly paths: readonly string[] };
  readonly LOCAL_CHANGES: {
    readonly folder: string;
    readonly branch: string;
    readonly paths: readonly string[];
  };
  readonly LOCKED: { readonly lock: string };
  readonly TOO_LARGE: { readonly command: string; readonly folder: string; readonly bytes: number };
  readonly FAILED: {
    readonly command: string;
    readonly folder: string;
    readonly end: string;
    readonly stderr: string;
  };
}

const SHOWN_PATHS = 20;

const defined: DefinedErrors<GitErrors> = defineErrors<GitErrors>('GIT', {
  MISSING: {
    doc: 'There is no `git` on the PATH.',
    message: () => 'mmm keeps every attempt in git, and there is no program "git" on the PATH.',
    hint: () => 'Install git 2.38 or newer, from https://git-scm.com or with your package manager.',
    exit: EXIT.usage,
  },
  TOO_OLD: {
    doc: 'The installed git does not know a command or option that mmm needs.',
    message: ({ command }) => `The installed git does not know \`git ${command}\` as mmm uses it.`,
    hint: () => 'Install git 2.38 or newer; `git --version` says which one is installed.',
    exit: EXIT.usage,
  },
  NOT_A_REPOSITORY: {
    doc: 'A folder is neither a git repository nor inside of one.',
    message: ({ folder }) => `The folder "${folder}" is not in a git repository.`,
    hint: () => 'git init && git add --all && git commit --message "Start"',
    exit: EXIT.usage,
  },
  NO_WORK_TREE: {
    doc: 'A folder belongs to a repository without files: a bare one, or the inside of a `.git` folder.',
    message: ({ folder }) =>
      `The folder "${folder}" is in a git repository, but holds none of its files: it is bare or a .git folder.`,
    hint: ({ folder }) => `Clone it and work in the clone: git clone ${quote(folder)} work`,
    exit: EXIT.usage,
  },
  NO_COMMITS: {
    doc: 'A repository has no commit that work could start from.',
    message: ({ folder }) => `The git repository in "${folder}" has no commit yet.`,
    hint: () => 'git add --all && git commit --message "Start"',
    exit: EXIT.usage,
  },
  UNKNOWN_REVISION: {
    doc: 'A branch, tag or commit does not exist.',
    message: ({ folder, revision }) => `The git repository in "${folder}" has no commit "${revision}".`,
    hint: () => 'Name a branch, a tag or a commit that `git log --all --oneline` shows.',
  },
  NOT_A_WORKTREE: {
    doc: 'A folder that mmm wants to put back to a commit is not a linked worktree, so it may hold your own work.',
    message: ({ folder }) =>
      `The folder "${folder}" is not a linked git worktree, so mmm does not overwrite what is in it.`,
    hint: () => 'Run the command again: mmm makes the worktree anew.',
  },
  BRANCH_MOVED: {
    doc: 'A branch stands at another commit than the one that was verified.',
    message: ({ branch, expected, found }) =>
      found === undefined
        ? `The branch "${branch}" should stand at ${short(expected)}, and there is no such branch.`
        : `The branch "${branch}" should stand at ${short(expected)}, and stands at ${short(found)}.`,
    hint: () => 'mmm resume verifies again on the new tip.',
  },
  NOT_A_DESCENDANT: {
    doc: 'A branch cannot be moved forward to a commit that does not contain it.',
    message: ({ branch, expected, commit }) =>
      `The branch "${branch}" at ${short(expected)} cannot move forward to ${short(commit)}, which does not contain it.`,
    hint: () => 'mmm resume merges again.',
  },
  CONFLICT: {
    doc: 'Two commits change the same lines and cannot be merged by git alone.',
    message: ({ ours, theirs, paths }) =>
      `Merging ${short(theirs)} into ${short(ours)} conflicts in ${list(paths)}.`,
    hint: () => 'mmm resume works on the conflict; or merge the two by hand.',
  },
  LOCAL_CHANGES: {
    doc: 'Moving a branch would overwrite changes in your work tree that are not committed.',
    message: ({ folder, branch, paths }) =>
      `Moving the branch "${branch}" forward would overwrite your own changes in "${folder}": ${list(paths)}.`,
    hint: () => 'Commit them, or put them away with `git stash --include-untracked`, then type: mmm resume',
  },
  LOCKED: {
    doc: 'Another git process works in the repository, or one that died left its lock file behind.',
    message: ({ lock }) => `git cannot work in the repository: the lock file "${lock}" exists.`,
    hint: ({ lock }) => `Where no other git is running, remove it: rm ${quote(lock)}`,
  },
  TOO_LARGE: {
    doc: 'git printed more than mmm takes into memory.',
    message: ({ command, folder, bytes }) =>
      `\`git ${command}\` in "${folder}" printed ${bytes} bytes, which is more than mmm reads at once.`,
    hint: () => 'Add large generated files to .gitignore.',
  },
  FAILED: {
    doc: "A git command failed for a reason that mmm does not know; the message holds git's own words.",
    message: ({ command, folder, end, stderr }) =>
      `\`git ${command}\` in "${folder}" ${end}${stderr === '' ? '.' : `: ${stderr}`}`,
    hint: () => 'Do what git says, then run the command again.',
  },
});

export const errors: ErrorFactories<GitErrors> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;

function short(commit: string): string {
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit.slice(0, 7) : commit;
}

function list(paths: readonly string[]): string {
  const shown = paths.slice(0, SHOWN_PATHS).map((path) => JSON.stringify(path));
  const more = paths.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function quote(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}
