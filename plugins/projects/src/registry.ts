// ~/.mmm/projects/<name>.toml, one file for each project, and ~/.mmm/active.toml with the name of the last one used.
import { join } from 'node:path';
import type { PluginContext } from '@mmm/plugin-api';
import { z } from 'zod';
import type { ProjectRecord, ProjectsService, RegistryProblem } from './api.ts';
import { isSameName, problemOfName } from './domain/name.ts';
import { errors } from './errors.ts';
import { readRecord, recordText } from './record.ts';
import { readToml, writeToml } from './toml.ts';

export interface Registry extends ProjectsService {
  /** As `find`; an unknown name is an error that lists the known ones. */
  require(name: string): Promise<ProjectRecord>;
  at(path: string): Promise<ProjectRecord | undefined>;
  save(record: ProjectRecord): Promise<void>;
  /** Makes a registered project the one used last, now. */
  use(record: ProjectRecord): Promise<void>;
}

const EXTENSION = '.toml';
const activeFile = z.object({ name: z.string() });

export function createRegistry(context: Pick<PluginContext, 'home' | 'files' | 'clock'>): Registry {
  const fileOf = (name: string): string => join(context.home, 'projects', `${name}${EXTENSION}`);
  const activePath = (): string => join(context.home, 'active.toml');

  async function list(): ReturnType<ProjectsService['list']> {
    const projects: ProjectRecord[] = [];
    const problems: RegistryProblem[] = [];
    for (const file of await context.files.list(join(context.home, 'projects'))) {
      if (!file.endsWith(EXTENSION) || file.startsWith('.')) continue;
      const name = file.slice(0, -EXTENSION.length);
      const text = await context.files.readText(fileOf(name));
      if (text === undefined) continue;
      const read = readRecord(text);
      const problem =
        'problem' in read
          ? read.problem
          : isSameName(read.record.name, name)
            ? undefined
            : `its project.name is "${read.record.name}"`;
      if (problem === undefined && 'record' in read) projects.push(read.record);
      else problems.push({ path: fileOf(name), message: recordProblem(fileOf(name), problem ?? '') });
    }
    return { projects, problems };
  }

  async function find(name: string): Promise<ProjectRecord | undefined> {
    if (problemOfName(name) !== undefined) return undefined;
    return (await list()).projects.find((project) => isSameName(project.name, name));
  }

  async function save(record: ProjectRecord): Promise<void> {
    const path = fileOf(record.name);
    await context.files.write(path, recordText(record, await context.files.readText(path)));
  }

  return {
    list,
    find,
    save,
    async active() {
      const text = await context.files.readText(activePath());
      const toml = text === undefined ? undefined : readToml(text);
      const named =
        toml !== undefined && 'tables' in toml ? activeFile.safeParse(toml.tables).data : undefined;
      return named === undefined ? undefined : find(named.name);
    },
    async require(name) {
      const found = await find(name);
      if (found !== undefined) return found;
      throw errors.UNKNOWN({ name, known: (await list()).projects.map((project) => project.name) });
    },
    async at(path) {
      return (await list()).projects.find((project) => project.path === path);
    },
    async use(record) {
      await save({ ...record, lastAccessed: new Date(context.clock.now()).toISOString() });
      await context.files.write(activePath(), writeToml({ name: record.name }));
    },
  };
}

function recordProblem(path: string, problem: string): string {
  return errors.RECORD_INVALID({ path, problem }).message;
}
