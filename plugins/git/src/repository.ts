import type { Files, Processes } from '@mmm/plugin-api';
import type { GitService, RepositoryFacts } from './api.ts';
import { fieldsOf, lineOf, readStatus } from './domain/output.ts';
import { errors } from './errors.ts';
import { asRevision, type Git, type GitCall } from './git.ts';
import { type Identity, readIdentity } from './identity.ts';
import type { CommitFacts } from './snapshots.ts';

type At = Pick<GitCall, 'cwd' | 'place'>;

export type Repository = Pick<GitService, 'resolve' | 'setRef' | 'refs' | 'create'> & {
  /** As in the service, with failures thrown. */
  inspect(folder: string): Promise<RepositoryFacts>;
  commit(at: At, facts: CommitFacts): Promise<string>;
};

const STATUS = [
  'status',
  '--porcelain=v2',
  '--branch',
  '-z',
  '--no-renames',
  '--untracked-files=normal',
  '--ignore-submodules=dirty',
];

export function createRepository(git: Git, files: Files, processes: Processes): Repository {
  const identities = new Map<string, Promise<Identity>>();

  function identityAt(at: At): Promise<Identity> {
    const key = at.place?.gitDir ?? at.cwd;
    const known = identities.get(key) ?? readIdentity(git, at, processes.environment);
    identities.set(key, known);
    known.catch(() => identities.delete(key));
    return known;
  }

  return {
    async inspect(folder) {
      const [top, status] = await Promise.all([
        git({ args: ['rev-parse', '--show-toplevel'], cwd: folder }),
        git({ args: STATUS, cwd: folder }),
      ]);
      return { root: lineOf(top.stdout), ...readStatus(status.stdout) };
    },

    async resolve(root, revision) {
      const args = [
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${asRevision(revision)}^{commit}`,
      ];
      const { exitCode, stdout } = await git({ args, cwd: root, accept: [0, 1] });
      return exitCode === 0 ? lineOf(stdout) : undefined;
    },

    async setRef(root, ref, commit) {
      if (!ref.startsWith('refs/')) throw new Error(`"${ref}" is not the full name of a ref`);
      await git({ args: ['update-ref', '--no-deref', '--', ref, asRevision(commit)], cwd: root });
    },

    async refs(root, prefix) {
      const format = '--format=%(refname)%00%(objectname)%00';
      const { stdout } = await git({ args: ['for-each-ref', format, '--', prefix], cwd: root });
      const fields = fieldsOf(stdout.replaceAll('\0\n', '\0'));
      return fields.flatMap((ref, at) => {
        const commit = fields[at + 1];
        return at % 2 === 0 && commit !== undefined ? [{ ref, commit }] : [];
      });
    },

    async create(folder, message) {
      await files.makeFolder(folder);
      const { env, defaultBranch } = await readIdentity(git, { cwd: folder }, processes.environment);
      const branch = defaultBranch === undefined ? ['--initial-branch=main'] : [];
      await git({ args: ['init', '--quiet', ...branch], cwd: folder });
      await git({ args: ['add', '--all'], cwd: folder });
      const args = ['commit', '--quiet', '--no-verify', '--allow-empty', '--file=-'];
      await git({ args, cwd: folder, env, input: message });
      const head = await git({ args: ['rev-parse', '--verify', 'HEAD'], cwd: folder });
      return lineOf(head.stdout);
    },

    async commit(at, { tree, parents, message }) {
      if (tree === '')
        throw errors.FAILED({ command: 'commit-tree', folder: at.cwd, end: 'had no tree', stderr: '' });
      const { env } = await identityAt(at);
      const args = [
        'commit-tree',
        ...parents.flatMap((parent) => ['-p', asRevision(parent)]),
        '-F',
        '-',
        tree,
      ];
      return lineOf((await git({ ...at, args, env, input: message })).stdout);
    },
  };
}
