import { basename, isAbsolute, join, relative } from 'node:path';
import {
  type Command,
  type CommandContext,
  defineCommand,
  hostService,
  textOption,
  unwrap,
  type View,
} from '@mmm/plugin-api';
import { gitService } from '@mmm/plugin-git/api';
import { specsService } from '@mmm/plugin-specs/api';
import { type Detected, detect, MANIFESTS } from '../domain/detect.ts';
import { nameFrom } from '../domain/name.ts';
import { errors } from '../errors.ts';
import { createRegistry, type Registry } from '../registry.ts';
import { checkFree, checkName, register, setUp, writeLocal } from '../setup.ts';
import { readToml } from '../toml.ts';

export interface Initialised {
  /** `registered` is a folder that was a project before and was not known here. */
  readonly did: 'initialised' | 'registered' | 'nothing' | 'spec';
  readonly name: string;
  readonly root: string;
  readonly tools: readonly string[];
  readonly checks: readonly string[];
  /** Relative to the root. */
  readonly wrote: readonly string[];
  readonly trusted: boolean;
  /** Sentences about what is not as it should be. */
  readonly notes: readonly string[];
  /** The next thing to type. */
  readonly next: string;
}

const NEXT = 'mmm spec new "What it should do"';

const command: Command<Initialised> = defineCommand({
  async run(input, context) {
    const registry = createRegistry(context);
    const wanted = textOption(input, 'name');
    const root = rootAbove(context);
    if (root === undefined)
      return { data: await initialise(context, registry, { root: context.cwd, wanted }) };
    const known = await registry.at(root);
    if (known === undefined) return { data: await adopt(context, registry, { root, wanted }) };
    if ((await context.files.stat(join(root, 'mmm.toml'))) === undefined)
      return { data: await initialise(context, registry, { root, wanted: known.name }) };
    if (wanted !== undefined && wanted !== known.name)
      return { data: await addSpec(context, { root, name: known.name, spec: wanted }) };
    const trusted = context.project?.trusted ?? false;
    const next = trusted ? NEXT : 'mmm trust';
    return { data: { ...NOTHING, did: 'nothing', name: known.name, root, trusted, next } };
  },
  view,
});

export default command;

interface Wanted {
  readonly root: string;
  /** The name that was typed. */
  readonly wanted: string | undefined;
}

const NOTHING = { tools: [], checks: [], wrote: [], notes: [] } as const;

/** The project that this folder is in; not the one used last, which commands take where there is none. */
function rootAbove({ project, cwd }: CommandContext): string | undefined {
  if (project === undefined) return undefined;
  const way = relative(project.root, cwd);
  return way.startsWith('..') || isAbsolute(way) ? undefined : project.root;
}

/** Of a new project: what another project says about its own folder does not hold here. */
function specsDirOf(context: CommandContext): string {
  const { value, layer } = context.config.explain('specs.dir');
  const foreign = layer === 'project' || layer === 'local';
  return foreign || typeof value !== 'string' ? 'specs' : value;
}

async function initialise(
  context: CommandContext,
  registry: Registry,
  { root, wanted }: Wanted,
): Promise<Initialised> {
  if (join(root, '.mmm') === context.home || root === context.home) throw errors.HOME_FOLDER({ path: root });
  const name = wanted ?? nameFrom(basename(root));
  checkName(name);
  await checkFree(context, registry, { name, root, command: 'mmm init --name' });
  const git = await gitNotes(context, root);
  const found = await detectIn(context, root);
  const wrote = await setUp(context, registry, { root, name, specsDir: specsDirOf(context) });
  const { tools, checks } = found;
  const notes = [...found.problems.map((problem) => `${problem}.`), ...git.notes];
  return {
    did: 'initialised',
    name,
    root,
    tools,
    checks,
    wrote,
    trusted: true,
    notes,
    next: git.next ?? NEXT,
  };
}

/** A folder with an mmm.toml that this person did not make here: registered, and trusted only by `mmm trust`. */
async function adopt(
  context: CommandContext,
  registry: Registry,
  { root, wanted }: Wanted,
): Promise<Initialised> {
  const name = wanted ?? (context.config.string('project.name') || nameFrom(basename(root)));
  checkName(name);
  await checkFree(context, registry, { name, root, command: 'mmm init --name' });
  const { tools, checks, problems } = await detectIn(context, root);
  const git = await gitNotes(context, root);
  await register(context, registry, { root, name });
  const wrote = await writeLocal(context, root);
  const trusted = await (await context.services.get(hostService)).isTrusted(root);
  const notes = [...problems.map((problem) => `${problem}.`), ...git.notes];
  const next = trusted ? (git.next ?? NEXT) : 'mmm trust';
  return { did: 'registered', name, root, tools, checks, wrote, trusted, notes, next };
}

async function addSpec(
  context: CommandContext,
  { root, name, spec }: { readonly root: string; readonly name: string; readonly spec: string },
): Promise<Initialised> {
  const specs = await context.services.get(specsService);
  const words = spec.replaceAll(/[-_]+/g, ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  const { name: file, path } = unwrap(await specs.create({ title, name: spec, dependsOn: [] }));
  const trusted = context.project?.trusted ?? false;
  return {
    ...NOTHING,
    did: 'spec',
    name,
    root,
    wrote: [path],
    trusted,
    next: `edit it, then mmm spec lint ${file}`,
  };
}

async function detectIn(context: CommandContext, root: string): Promise<Detected> {
  const names = await context.files.list(root);
  const texts: Record<string, string> = {};
  for (const name of MANIFESTS) {
    const text = names.includes(name) ? await context.files.readText(join(root, name)) : undefined;
    if (text !== undefined) texts[name] = text;
  }
  const parseToml = (text: string): unknown => {
    const toml = readToml(text);
    return 'tables' in toml ? toml.tables : undefined;
  };
  return detect({ names, texts, parseToml });
}

interface GitNotes {
  readonly notes: readonly string[];
  readonly next: string | undefined;
}

async function gitNotes(context: CommandContext, root: string): Promise<GitNotes> {
  const git = await context.services.get(gitService);
  const facts = await git.inspect(root);
  if (!facts.ok) return { notes: [facts.error.message], next: facts.error.hint };
  const notes: string[] = [];
  if (facts.value.root !== root)
    notes.push(`The folder is a part of the git repository in "${facts.value.root}".`);
  if (facts.value.head !== undefined) return { notes, next: undefined };
  notes.push('The git repository has no commit yet.');
  return { notes, next: 'git add --all && git commit --message "Start"' };
}

function view(data: Initialised): View {
  const rows: (readonly [string, string])[] = [];
  const add = (label: string, value: string): void => {
    if (value !== '') rows.push([label, value]);
  };
  if (data.did === 'nothing') add('project', `${data.name} is initialised already; nothing was changed`);
  else if (data.did !== 'spec') add('project', data.name);
  add('folder', data.did === 'spec' ? '' : data.root);
  add('detected', data.tools.join(', '));
  add('checks', data.checks.join(', '));
  add('wrote', data.wrote.join(', '));
  if (!data.trusted) add('trust', 'not trusted: nothing of this project is executed');
  for (const note of data.notes) add('note', note);
  add('next', data.next);
  return [{ kind: 'facts', rows }];
}
