// The real kernel over plugins of this workspace, loaded from their sources, with a home folder of its own.
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type Catalog, createHost, locateRoot, openCatalog, type PluginHost } from '@mmm/kernel';
import {
  type Clock,
  type CommandInput,
  EXIT,
  type ExitCode,
  type Files,
  type PluginContext,
  type Processes,
  type ProgressEvent,
  type Random,
  type ServiceToken,
  type View,
} from '@mmm/plugin-api';

const VERSION = '0.1.0';

export interface TestHostOptions {
  /** Names of folders under `plugins/`, or absolute paths of plugin folders. What they require is added by itself. */
  readonly plugins: readonly string[];
  /** A project's root; omit for none. A folder that holds neither mmm.toml nor `.mmm` gets the latter. */
  readonly project?: string;
  /** Where commands are run; default: the project's root, else the home folder. */
  readonly cwd?: string;
  /** Default true. */
  readonly trusted?: boolean;
  /** The configuration's layer of flags. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Default: PATH only. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly files?: Files;
  readonly processes?: Processes;
  /** Default: a new temporary folder, removed at the end. */
  readonly home?: string;
}

export interface TestRun {
  readonly data: unknown;
  readonly exit: ExitCode;
  readonly events: readonly ProgressEvent[];
  /** What a person would see, as data. */
  readonly view: View | undefined;
}

export interface TestRunExtras {
  readonly signal?: AbortSignal;
  /** Sees each event as it happens. */
  readonly onEvent?: (event: ProgressEvent) => void;
  readonly cwd?: string;
  /** Answers to questions, in their order; without them nobody is there to answer. */
  readonly answers?: readonly (boolean | string)[];
}

export interface TestHost extends AsyncDisposable {
  /** Its MMM_HOME. */
  readonly home: string;
  readonly catalog: Catalog;
  service<T>(token: ServiceToken<T>): Promise<T>;
  context(plugin: string): Promise<PluginContext>;
  /** Runs the handler of a command, given by its path or an alias. What it gives back is cloned as a boundary would. */
  run(path: string, input?: Partial<CommandInput>, extras?: TestRunExtras): Promise<TestRun>;
  /** Throws where something could not be taken back. */
  dispose(): Promise<void>;
}

/** Starts a host; `await using` takes it down again. */
export async function createTestHost(options: TestHostOptions): Promise<TestHost> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'mmm-home-')));
  if (options.project !== undefined && locateRoot({ cwd: options.project, home }) !== options.project)
    await mkdir(join(options.project, '.mmm'), { recursive: true });
  const catalog = await catalogWith(options, home);
  const cwd = options.cwd ?? options.project ?? home;
  const host = createHost({
    catalog,
    version: VERSION,
    ...{ home, cwd, sources: true, flags: options.config, project: options.project },
    environment: options.environment ?? { PATH: process.env.PATH ?? '' },
    self: { file: process.execPath, args: [join(workspaceRoot(), 'apps', 'cli', 'bin', 'mmm.js')] },
    trustProject: options.trusted ?? true,
    ...{ clock: options.clock, random: options.random, files: options.files, processes: options.processes },
  });
  if (options.project !== undefined) await host.resolveRoot('required');
  const dispose = async (): Promise<void> => {
    const failures = await host.dispose();
    if (options.home === undefined) await rm(home, { recursive: true, force: true });
    if (failures.length > 0) throw new AggregateError(failures, 'the host could not be taken down');
  };
  return {
    home,
    catalog,
    service: host.service,
    context: host.context,
    run: (path, input = {}, extras = {}) => run(host, cwd, path, input, extras),
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

async function run(
  host: PluginHost,
  cwd: string,
  path: string,
  input: Partial<CommandInput>,
  extras: TestRunExtras,
): Promise<TestRun> {
  const entry = host.catalog.commands.find(
    ({ command }) => command.path === path || command.aliases.includes(path),
  );
  if (entry === undefined) throw new Error(`no plugin of this host has the command "${path}"`);
  const { command, plugin } = entry;
  const defaults = Object.fromEntries(
    command.options
      .filter((option) => option.default !== undefined)
      .map((option) => [optionName(option.flags), option.default]),
  );
  const events: ProgressEvent[] = [];
  const answers = [...(extras.answers ?? [])];
  const given = { args: {}, rest: [], ...input, options: { ...defaults, ...input.options } };
  const outcome = await host.runCommand(command, plugin.manifest.id, given, {
    cwd: extras.cwd ?? cwd,
    signal: extras.signal ?? new AbortController().signal,
    emit: (event) => {
      events.push(structuredClone(event));
      extras.onEvent?.(event);
    },
    ask: {
      interactive: extras.answers !== undefined,
      confirm: async (_question, fallback) => {
        const answer = answers.shift();
        return typeof answer === 'boolean' ? answer : fallback;
      },
      text: async (_question, fallback) => {
        const answer = answers.shift();
        return typeof answer === 'string' ? answer : fallback;
      },
    },
  });
  const module = await host.loadCommand(command, plugin.manifest.id);
  const data: unknown = structuredClone(outcome.data);
  return { data, exit: outcome.exit ?? EXIT.done, events, view: module.view?.(data) };
}

/** `-m, --max-iterations <n>` is given to a handler as `maxIterations`. */
function optionName(flags: string): string {
  const long = /--([a-z0-9-]+)/.exec(flags)?.[1] ?? '';
  return long.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** The catalog of the plugins asked for and of everything that they require. */
async function catalogWith(options: TestHostOptions, home: string): Promise<Catalog> {
  const folders = new Map<string, string>();
  const queue = options.plugins.map(pluginFolder);
  const open = (builtIn: readonly string[]): Promise<Catalog> =>
    openCatalog({ home, version: VERSION, builtIn, root: undefined, isTrusted: async () => false });
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const found = (await open([folder])).plugins.find((plugin) => plugin.folder === folder);
    if (found === undefined) {
      const { problems } = await open([folder]);
      throw new Error(problems[0]?.error.message ?? `there is no plugin in "${folder}"`);
    }
    folders.set(found.manifest.id, folder);
    for (const id of found.manifest.requires) {
      if (!folders.has(id)) queue.push(siblingOf(folder, id));
    }
  }
  return open([...folders.values()]);
}

/** A plugin that stands beside the one that requires it, or in the workspace. */
function siblingOf(folder: string, id: string): string {
  const beside = join(dirname(folder), id);
  return existsSync(join(beside, 'plugin.toml')) ? beside : pluginFolder(id);
}

function pluginFolder(plugin: string): string {
  return isAbsolute(plugin) ? plugin : join(workspaceRoot(), 'plugins', plugin);
}

/** The nearest folder upward that holds `plugins/`. */
function workspaceRoot(): string {
  let folder = resolve(process.cwd());
  while (!existsSync(join(folder, 'plugins')) || !readdirSync(folder).includes('package.json')) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no folder above "${process.cwd()}" holds plugins/`);
    folder = parent;
  }
  return folder;
}
