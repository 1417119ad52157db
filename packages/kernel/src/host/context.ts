import type { Contribution, Database, DatabaseScope, PluginContext, Point } from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import type { CatalogPlugin } from '../plugins/catalog.ts';
import type { ProjectFinder } from './project.ts';

/** What all plugins of a host share. */
export interface Surroundings
  extends Pick<PluginContext, 'home' | 'clock' | 'random' | 'files' | 'processes' | 'self' | 'redact'> {
  readonly project: ProjectFinder;
  config(): PluginContext['config'];
  signal(): AbortSignal;
  hooks(): PluginContext['hooks'];
  services(plugin: string): PluginContext['services'];
  log(plugin: string): PluginContext['log'];
  contributions<M>(point: Point<M>): readonly Contribution<M>[];
  database(scope: DatabaseScope): Promise<Database>;
}

/** One plugin's view of its host. What can change while it runs is read at each use. */
export function createContext(plugin: CatalogPlugin, around: Surroundings): PluginContext {
  const { id, version } = plugin.manifest;
  const { home, clock, random, files, processes, self, redact } = around;
  return {
    plugin: { id, version, folder: plugin.folder },
    ...{ home, clock, random, files, processes, self, redact },
    get project() {
      return around.project.current();
    },
    requireProject: (need) => around.project.require(need),
    get config() {
      return around.config();
    },
    log: around.log(id),
    hooks: around.hooks(),
    services: around.services(id),
    contributions: async (point) => around.contributions(point),
    database: async (scope) => {
      if (plugin.origin !== 'built-in') throw errors.DATABASE_REFUSED({ plugin: id });
      return around.database(scope);
    },
    get signal() {
      return around.signal();
    },
  };
}
