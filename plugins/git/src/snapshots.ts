// A snapshot is made with an index file of mmm's own, beside the worktree's: no hook runs, and neither HEAD nor a
// branch nor the index that an agent sees is touched.
import type { Files } from '@mmm/plugin-api';
import type { GitService } from './api.ts';
import { fieldsOf, lineOf } from './domain/output.ts';
import { asRevision, type Git, type GitCall } from './git.ts';
import { type Layout, ownIndex } from './layout.ts';

interface Parts {
  readonly git: Git;
  readonly files: Files;
  readonly layout: Layout;
  readonly commit: (at: Pick<GitCall, 'cwd' | 'place'>, facts: CommitFacts) => Promise<string>;
}

export interface CommitFacts {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
}

type Where = Pick<GitCall, 'cwd' | 'place' | 'index'>;

const EMBEDDED = /adding embedded git repository|does not have a commit checked out/;
const MAX_DEPTH = 64;

export function createSnapshots({ git, files, layout, commit }: Parts): Pick<GitService, 'snapshot'> {
  const trees = new Map<string, string>();

  async function treeOf(at: Where, revision: string): Promise<string> {
    const known = trees.get(revision);
    if (known !== undefined) return known;
    const args = ['rev-parse', '--verify', '--end-of-options', `${asRevision(revision)}^{tree}`];
    return lineOf((await git({ ...at, args })).stdout);
  }

  return {
    async snapshot({ worktree, parent, message, ref }) {
      const place = await layout.find(worktree);
      const index = ownIndex(place);
      const at = { cwd: worktree, place, index };
      const [before] = await Promise.all([treeOf(at, parent), stageAgain(at, parent)]);
      const tree = lineOf((await git({ ...at, args: ['write-tree'] })).stdout);
      const changed = tree !== before;
      const made = changed ? await commit(at, { tree, parents: [parent], message }) : parent;
      trees.set(made, tree);
      await git({ ...at, args: ['update-ref', '--no-deref', '--', asRevision(ref), made] });
      return { commit: made, tree, changed };
    },
  };

  /** A process that was killed may have left its lock or half an index behind; a second try starts from the parent. */
  async function stageAgain(at: Where & { index: string }, parent: string): Promise<void> {
    try {
      await stage(at, parent);
    } catch {
      await files.remove(`${at.index}.lock`);
      await files.remove(at.index);
      await stage(at, parent);
    }
  }

  async function stage(at: Where & { index: string }, parent: string): Promise<void> {
    if ((await files.stat(at.index)) === undefined)
      await git({ ...at, args: ['read-tree', '--reset', asRevision(parent)] });
    const { exitCode, stderr } = await git({ ...at, args: ['add', '--all'], accept: [0, 128] });
    if (EMBEDDED.test(stderr)) await stageEmbedded(at, parent);
    else if (exitCode !== 0) await git({ ...at, args: ['add', '--all'] });
  }

  /**
   * A repository that an agent made inside of the worktree would become a bare link to a commit that nobody else has.
   * An index entry inside of it makes git take its files as plain content; the entry itself goes with `add`, since
   * there is no such file.
   */
  async function stageEmbedded(at: Where, parent: string): Promise<void> {
    await git({ ...at, args: ['read-tree', '--reset', parent] });
    for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
      const { stdout } = await git({ ...at, args: ['ls-files', '-z', '--others', '--exclude-standard'] });
      const repositories = fieldsOf(stdout).filter((path) => path.endsWith('/'));
      if (repositories.length === 0) break;
      const input = repositories.map((path) => `100644 ${parent}\t${path}.mmm-embedded\0`).join('');
      await git({ ...at, args: ['update-index', '-z', '--add', '--index-info'], input });
    }
    await git({ ...at, args: ['add', '--all'] });
  }
}
