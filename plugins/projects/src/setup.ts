// What makes a folder a project. mmm.toml comes last: a folder with it is a finished project, and a run that was
// killed before can be started again.
import { join } from 'node:path';
import { hostService, type PluginContext } from '@mmm/plugin-api';
import type { ProjectRecord } from './api.ts';
import { withEntry } from './domain/gitignore.ts';
import { isSameName, nameFrom, problemOfName } from './domain/name.ts';
import { errors } from './errors.ts';
import type { Registry } from './registry.ts';

const LOCAL_CONFIG =
  '# Settings for this machine alone: git ignores this folder. They win over those in mmm.toml.\n';

export interface Setup {
  readonly root: string;
  readonly name: string;
  /** Relative to the root. */
  readonly specsDir: string;
}

/** Trusts and registers the project and writes its files; gives what was written, as people read it. */
export async function setUp(context: PluginContext, registry: Registry, setup: Setup): Promise<string[]> {
  const { root, name, specsDir } = setup;
  await (await context.services.get(hostService)).trust(root);
  await register(context, registry, { root, name });
  const wrote = await writeLocal(context, root);
  if ((await context.files.stat(join(root, specsDir))) === undefined) {
    await context.files.makeFolder(join(root, specsDir));
    wrote.push(`${specsDir}/`);
  }
  await context.files.write(join(root, 'mmm.toml'), `[project]\nname = "${name}"\n`);
  return ['mmm.toml', ...wrote];
}

/** Makes the project one of this person's, and the one used last. */
export async function register(
  context: PluginContext,
  registry: Registry,
  project: { readonly root: string; readonly name: string },
): Promise<ProjectRecord> {
  const now = new Date(context.clock.now()).toISOString();
  const before = await registry.find(project.name);
  const record: ProjectRecord = {
    description: '',
    tags: [],
    team: [],
    repository: undefined,
    version: '0.1.0',
    created: now,
    ...before,
    name: before?.name ?? project.name,
    path: project.root,
    lastAccessed: now,
  };
  await registry.use(record);
  return record;
}

/** The part of a project that git does not keep. */
export async function writeLocal(context: PluginContext, root: string): Promise<string[]> {
  const wrote: string[] = [];
  const ignore = join(root, '.gitignore');
  const text = withEntry(await context.files.readText(ignore));
  if (text !== undefined) await context.files.write(ignore, text);
  const config = join(root, '.mmm', 'config.toml');
  if ((await context.files.stat(config)) === undefined) {
    await context.files.write(config, LOCAL_CONFIG);
    wrote.push('.mmm/ (ignored by git)');
  }
  if (text !== undefined) wrote.push('.gitignore');
  return wrote;
}

export function checkName(name: string): void {
  const problem = problemOfName(name);
  if (problem !== undefined) throw errors.NAME_INVALID({ name, problem, better: nameFrom(name) });
}

/** A name is free where nobody has it, or where the folder of the one who has it is gone: then the project moved. */
export async function checkFree(
  context: PluginContext,
  registry: Registry,
  wanted: { readonly name: string; readonly root: string; readonly command: string },
): Promise<void> {
  const { name, root, command } = wanted;
  const { projects } = await registry.list();
  const taken = projects.find((project) => isSameName(project.name, name));
  if (taken === undefined || taken.path === root) return;
  if ((await context.files.stat(taken.path)) === undefined) return;
  const isFree = (other: string): boolean => !projects.some((project) => isSameName(project.name, other));
  const other = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${name}-${number}`).find(isFree) ?? `${name}-new`;
  throw errors.NAME_TAKEN({ name, path: taken.path, type: `${command} ${other}` });
}
