import { defineService, type Result, type ServiceToken } from '@mmm/plugin-api';

export interface RepositoryFacts {
  /** Absolute path of the work tree's top. */
  readonly root: string;
  /** The checked-out branch (`main`); absent on a detached HEAD. */
  readonly branch: string | undefined;
  /** Commit id of HEAD; absent before the first commit. */
  readonly head: string | undefined;
  /** Paths with changes that are not committed, untracked ones included, as git prints them. */
  readonly dirty: readonly string[];
}

export interface Worktree {
  /** Absolute path. */
  readonly path: string;
  /** The commit that it was made from. */
  readonly base: string;
}

export interface TreeChange {
  readonly path: string;
  readonly change: 'added' | 'modified' | 'deleted';
}

export interface SnapshotRequest {
  readonly worktree: string;
  /** The new commit's parent. */
  readonly parent: string;
  readonly message: string;
  /** Full name under `refs/mmm/`. Set to the new commit. */
  readonly ref: string;
}

export interface Snapshot {
  readonly commit: string;
  readonly tree: string;
  /** False where the tree is the parent's: then `commit` is the parent. */
  readonly changed: boolean;
}

export interface MergeRequest {
  readonly root: string;
  /** The branch to move, without `refs/heads/`. */
  readonly branch: string;
  /** Where the branch must still stand; another tip is `MMM_GIT_BRANCH_MOVED`. */
  readonly expected: string;
  /** The new tip, a descendant of `expected`. */
  readonly commit: string;
}

export interface GitService {
  /** `MMM_GIT_MISSING` without git, `MMM_GIT_NOT_A_REPOSITORY` outside of one. */
  inspect(folder: string): Promise<Result<RepositoryFacts>>;
  /** The commit id of a revision, or undefined. */
  resolve(root: string, revision: string): Promise<string | undefined>;
  /** Makes a detached worktree at `path`; whatever stands there from an earlier attempt is removed first. */
  addWorktree(root: string, path: string, commit: string): Promise<Result<Worktree>>;
  /** Removes a worktree and its administrative files; nothing happens where there is none. */
  removeWorktree(root: string, path: string): Promise<void>;
  /** Absolute paths of all work trees that git knows of, the main one first. */
  worktrees(root: string): Promise<readonly string[]>;
  /**
   * Makes the worktree's files exactly those of the commit, and detaches its HEAD there; ignored files stay.
   * `MMM_GIT_NOT_A_WORKTREE` for a main work tree.
   */
  reset(worktree: string, commit: string): Promise<void>;
  /**
   * Commits everything in the worktree that is not ignored, without touching branches, index or hooks. A repository
   * inside of the worktree counts as plain files, without its history.
   */
  snapshot(request: SnapshotRequest): Promise<Snapshot>;
  /** Changes between two commits. Renames appear as a deletion and an addition. */
  changes(root: string, from: string, to: string): Promise<readonly TreeChange[]>;
  /** Every file of a commit's tree. */
  files(root: string, commit: string): Promise<readonly string[]>;
  /** The content of a file in a commit, or undefined. */
  show(root: string, commit: string, path: string): Promise<string | undefined>;
  /** Puts files back to how they are in the commit; those that it does not have are removed. */
  restore(worktree: string, commit: string, paths: readonly string[]): Promise<void>;
  /** A patch with binary content between two commits. */
  diff(root: string, from: string, to: string): Promise<string>;
  setRef(root: string, ref: string, commit: string): Promise<void>;
  /** Refs under a prefix with the commits that they point to. */
  refs(root: string, prefix: string): Promise<readonly { readonly ref: string; readonly commit: string }[]>;
  /** Whether `ancestor` is reachable from `commit`. */
  isAncestor(root: string, ancestor: string, commit: string): Promise<boolean>;
  /** A merge commit of the two, made without any work tree. `MMM_GIT_CONFLICT` names the files. */
  mergeCommit(root: string, ours: string, theirs: string, message: string): Promise<Result<string>>;
  /** One commit on `parent` with the tree of `commit`. */
  squash(root: string, parent: string, commit: string, message: string): Promise<string>;
  /**
   * Moves the branch forward, and the files of the work tree that has it checked out. Never loses local changes:
   * `MMM_GIT_LOCAL_CHANGES` names those in the way. Nothing happens where the branch stands at `commit` already.
   */
  advance(request: MergeRequest): Promise<Result<void>>;
  /** Makes a repository of a folder, with one commit of everything in it that is not ignored; gives the commit. */
  create(folder: string, message: string): Promise<string>;
}

export const gitService: ServiceToken<GitService> = defineService('git');
