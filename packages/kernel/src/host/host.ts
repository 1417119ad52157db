// The object that an app runs commands with. Everything in it is made at first use.
import { join } from 'node:path';
import {
  createLogger,
  createProcesses,
  createRedactor,
  systemClock,
  systemFiles,
  systemRandom,
} from '@mmm/machine';
import type {
  Clock,
  Files,
  MmmError,
  PluginContext,
  Processes,
  ProjectScope,
  Random,
  ServiceToken,
} from '@mmm/plugin-api';
import { contributionsTo } from '../contributions/contributions.ts';
import { createHookTable } from '../hooks/table.ts';
import { createActivation } from '../plugins/activate.ts';
import type { Catalog, CatalogPlugin } from '../plugins/catalog.ts';
import { createLoader } from '../plugins/load.ts';
import { createServiceRegistry, type ServiceRegistry } from '../services/registry.ts';
import { createTrust } from '../trust/trust.ts';
import { type CommandRunner, createCommandRunner } from './commands.ts';
import { createContext, type Surroundings } from './context.ts';
import { describeHost } from './description.ts';
import { createProjectFinder, type ProjectNeed } from './project.ts';
import { createSettings } from './settings.ts';
import { createStorage } from './storage.ts';

export interface HostOptions {
  readonly catalog: Catalog;
  /** The version of mmm. */
  readonly version: string;
  readonly home: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** How to start another mmm. */
  readonly self: PluginContext['self'];
  /** What was given as `--project`. */
  readonly project?: string | undefined;
  /** Counts the project as trusted for this process. */
  readonly trustProject?: boolean | undefined;
  /** The configuration's layer of flags, by key. */
  readonly flags?: Readonly<Record<string, unknown>> | undefined;
  readonly logLevel?: 'debug' | 'info' | undefined;
  /** Loads plugins from `src/` instead of `dist/`. */
  readonly sources?: boolean | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  readonly files?: Files | undefined;
  readonly processes?: Processes | undefined;
}

export interface PluginHost extends CommandRunner {
  readonly catalog: Catalog;
  /** The project of this process, looked for once. */
  resolveRoot(need: ProjectNeed): Promise<ProjectScope | undefined>;
  context(plugin: string): Promise<PluginContext>;
  service<T>(token: ServiceToken<T>): Promise<T>;
  /** Takes everything back, the latest first, and tells what could not be. */
  dispose(): Promise<readonly MmmError[]>;
}

/** Makes a host over a catalog. Nothing is opened or loaded before it is asked for. */
export function createHost(options: HostOptions): PluginHost {
  const { catalog, home, cwd } = options;
  const { clock = systemClock, random = systemRandom, files = systemFiles } = options;
  const processes = options.processes ?? createProcesses(options.environment);
  const redact = createRedactor(options.environment);
  const trust = createTrust({ home, files, clock });
  const isTrusted = async (root: string): Promise<boolean> =>
    options.trustProject === true || trust.isTrusted(root);
  const project = createProjectFinder({ cwd, home, project: options.project, isTrusted, hooks: () => hooks });
  const settings = createSettings({
    ...{ catalog, home, files, project },
    environment: options.environment,
    flags: options.flags ?? {},
  });
  const storage = createStorage({ catalog, home, clock, files, root: () => project.require().root });
  const logger = createLogger({
    folder: () => {
      const root = project.current()?.root;
      return root === undefined ? undefined : join(root, '.mmm', 'logs');
    },
    ...{ redact, clock, level: options.logLevel ?? 'info' },
  });
  const loader = createLoader({ sources: options.sources === true });
  let signal = new AbortController().signal;

  const contexts = new Map<string, PluginContext>();
  const context = async (plugin: CatalogPlugin): Promise<PluginContext> => {
    await settings.ready();
    const made = contexts.get(plugin.manifest.id) ?? createContext(plugin, around);
    contexts.set(plugin.manifest.id, made);
    return made;
  };
  const activation = createActivation({
    ...{ catalog, loader, clock, context },
    withdraw: (id) => services.withdraw(id),
  });
  const services: ServiceRegistry = createServiceRegistry({
    catalog,
    activate: activation.activate,
    host: describeHost({ version: options.version, catalog, activation, trust, isTrusted, project }),
  });
  const hooks = createHookTable({ catalog, activation, loader, context, log: (id) => logger.for(id) });
  const around: Surroundings = {
    ...{ home, clock, random, files, processes, redact, self: options.self, project },
    config: settings.current,
    signal: () => signal,
    hooks: () => hooks,
    services: services.for,
    log: (id) => logger.for(id),
    contributions: (point) => contributionsTo(catalog, loader, point, contextOf),
    database: storage.open,
  };
  const contextOf = async (id: string) => context(await activation.activate(id, 'asked for'));
  const commands = createCommandRunner({ activation, loader, project, context });

  return {
    catalog,
    resolveRoot: project.resolve,
    context: contextOf,
    service: (token) => services.get(token, `service ${token.id}`),
    loadCommand: commands.loadCommand,
    runCommand: (command, plugin, input, extras) => {
      signal = extras.signal;
      return commands.runCommand(command, plugin, input, extras);
    },
    dispose: async () => {
      const failures = [...(await activation.dispose()), ...(await storage.close())];
      await logger.close();
      return failures;
    },
  };
}
