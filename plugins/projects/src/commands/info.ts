import { basename } from 'node:path';
import {
  type Cell,
  type Command,
  type CommandContext,
  defineCommand,
  hostService,
  optionalArg,
} from '@mmm/plugin-api';
import { gitService, type RepositoryFacts } from '@mmm/plugin-git/api';
import type { ProjectRecord } from '../api.ts';
import { errors } from '../errors.ts';
import { createRegistry, type Registry } from '../registry.ts';

export interface ProjectInfo extends Omit<ProjectRecord, 'created' | 'lastAccessed'> {
  /** Absent where the project is not registered. */
  readonly created: string | undefined;
  readonly lastAccessed: string | undefined;
  readonly exists: boolean;
  readonly active: boolean;
  readonly trusted: boolean;
  readonly git: RepositoryFacts | { readonly problem: string };
}

type Known = Pick<ProjectInfo, keyof ProjectRecord>;

const command: Command<ProjectInfo> = defineCommand({
  async run(input, context) {
    const registry = createRegistry(context);
    const project = await chosen(context, registry, optionalArg(input, 'name'));
    const exists = (await context.files.stat(project.path)) !== undefined;
    const active = (await registry.active())?.name === project.name;
    const trusted = exists && (await (await context.services.get(hostService)).isTrusted(project.path));
    const facts = await (await context.services.get(gitService)).inspect(project.path);
    const git = facts.ok ? facts.value : { problem: facts.error.message };
    return { data: { ...project, exists, active, trusted, git } };
  },
  view: (info) => [{ kind: 'facts', rows: rowsOf(info).filter(([, value]) => value !== '') }],
});

export default command;

async function chosen(context: CommandContext, registry: Registry, name: string | undefined): Promise<Known> {
  if (name !== undefined) return registry.require(name);
  const root = context.project?.root;
  if (root === undefined) throw errors.NONE({ cwd: context.cwd });
  return (await registry.at(root)) ?? unregistered(context, root);
}

function unregistered({ config }: CommandContext, root: string): Known {
  return {
    name: config.string('project.name') || basename(root),
    path: root,
    created: undefined,
    lastAccessed: undefined,
    version: config.string('project.version'),
    description: config.string('project.description'),
    tags: config.strings('project.tags'),
    team: [],
    repository: undefined,
  };
}

function rowsOf(info: ProjectInfo): (readonly [string, Cell])[] {
  return [
    ['project', info.active ? `${info.name} (used last)` : info.name],
    ['about', info.description],
    ['folder', info.exists ? info.path : { text: `${info.path} (gone)`, tone: 'warn' }],
    ['git', gitLine(info.git)],
    [
      'trusted',
      info.trusted ? 'yes' : { text: 'no: nothing of it is executed before mmm trust', tone: 'warn' },
    ],
    ['version', info.version],
    ['tags', info.tags.join(', ')],
    ['team', info.team.join(', ')],
    ['repository', info.repository ?? ''],
    ['created', info.created?.slice(0, 10) ?? 'not registered: mmm init'],
    ['last used', info.lastAccessed?.slice(0, 10) ?? ''],
  ];
}

function gitLine(git: ProjectInfo['git']): Cell {
  if ('problem' in git) return { text: git.problem, tone: 'warn' };
  const branch = git.branch ?? 'detached HEAD';
  const where = git.head === undefined ? `${branch}, no commit yet` : `${branch} at ${git.head.slice(0, 7)}`;
  return git.dirty.length === 0 ? where : `${where}, ${git.dirty.length} not committed`;
}
