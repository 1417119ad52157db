import { basename, join } from 'node:path';
import type { Files } from '@mmm/plugin-api';
import type { GitService } from './api.ts';
import { readChanges, readTree } from './domain/output.ts';
import { asRevision, type Git, type GitCall } from './git.ts';
import { type Layout, ownIndex } from './layout.ts';

interface Parts {
  readonly git: Git;
  readonly files: Files;
  readonly layout: Layout;
  /** A file that says `* -diff`: every change as a binary one. */
  readonly attributes: string;
}

type Trees = Pick<GitService, 'changes' | 'files' | 'show' | 'restore' | 'diff'>;

const PATCH = [
  'diff-tree',
  '-p',
  '--binary',
  '--full-index',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-renames',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

export function createTrees({ git, files, layout, attributes }: Parts): Trees {
  async function filesOf(at: Pick<GitCall, 'cwd' | 'place'>, commit: string): Promise<string[]> {
    const args = ['ls-tree', '-r', '-z', '--full-tree', asRevision(commit)];
    return readTree((await git({ ...at, args })).stdout)
      .filter((entry) => entry.kind === 'blob')
      .map((entry) => entry.path);
  }

  return {
    files: (root, commit) => filesOf({ cwd: root }, commit),

    async changes(root, from, to) {
      const flags = ['diff-tree', '-r', '-z', '--no-renames', '--name-status'];
      const { stdout } = await git({ args: [...flags, asRevision(from), asRevision(to), '--'], cwd: root });
      return readChanges(stdout);
    },

    async show(root, commit, path) {
      const input = `${asRevision(commit)}:${path}\0`;
      const { stdout } = await git({ args: ['cat-file', '--batch', '-z'], cwd: root, input });
      const header = /^[0-9a-f]+ blob \d+\n/.exec(stdout)?.[0];
      return header === undefined ? undefined : stdout.slice(header.length, -1);
    },

    async restore(worktree, commit, paths) {
      if (paths.length === 0) return;
      for (const path of paths) checkPath(path);
      const place = await layout.find(worktree);
      const at = { cwd: worktree, place, index: ownIndex(place) };
      const inCommit = new Set(await filesOf(at, commit));
      const gone = paths.filter((path) => !inCommit.has(path));
      for (const path of gone)
        if (!(await isBehindLink(files, worktree, path))) await files.remove(join(worktree, path));
      if ((await files.stat(at.index)) === undefined)
        await git({ ...at, args: ['read-tree', '--reset', asRevision(commit)] });
      await git({ ...at, args: ['update-index', '-z', '--force-remove', '--stdin'], input: listed(gone) });
      // Attributes say how all other files are written: they come first, each list in a process of its own.
      const wanted = paths.filter((path) => inCommit.has(path));
      const isAttributes = (path: string): boolean => basename(path) === '.gitattributes';
      for (const some of [wanted.filter(isAttributes), wanted.filter((path) => !isAttributes(path))]) {
        if (some.length === 0) continue;
        const flags = ['--staged', '--worktree', '--pathspec-from-file=-', '--pathspec-file-nul'];
        await git({
          ...at,
          args: ['--literal-pathspecs', 'restore', `--source=${asRevision(commit)}`, ...flags],
          input: listed(some),
        });
      }
    },

    async diff(root, from, to) {
      const args = [...PATCH, asRevision(from), asRevision(to), '--'];
      const { stdout } = await git({ args, cwd: root });
      if (!stdout.includes('\uFFFD')) return stdout;
      // Text that is not UTF-8 would not survive as a string; as a binary patch it does.
      await files.write(attributes, '* -diff\n');
      return (await git({ args: ['-c', `core.attributesFile=${attributes}`, ...args], cwd: root })).stdout;
    },
  };
}

function listed(paths: readonly string[]): string {
  return paths.map((path) => `${path}\0`).join('');
}

function checkPath(path: string): void {
  const parts = path.split('/');
  if (path === '' || parts.some((part) => part === '..' || part === '' || part === '.git'))
    throw new Error(`${JSON.stringify(path)} is not a path inside of a worktree`);
}

/** Whether a folder on the way to the path is a link, so that the path would be a file outside of the tree. */
async function isBehindLink(files: Files, worktree: string, path: string): Promise<boolean> {
  let folder = worktree;
  for (const part of path.split('/').slice(0, -1)) {
    folder = join(folder, part);
    if ((await files.stat(folder))?.kind === 'link') return true;
  }
  return false;
}
