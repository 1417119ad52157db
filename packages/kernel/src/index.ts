export { createRedactor, systemClock, systemFiles, systemRandom } from '@mmm/machine';
export { kernelErrorDocs } from './errors.ts';
export type { CommandExtras } from './host/commands.ts';
export { createHost, type HostOptions, type PluginHost } from './host/host.ts';
export type { ProjectNeed } from './host/project.ts';
export { locateRoot } from './host/root.ts';
export {
  type Catalog,
  type CatalogCommand,
  type CatalogPlugin,
  type CatalogProblem,
  type CatalogRequest,
  openCatalog,
  type PluginOrigin,
} from './plugins/catalog.ts';
export { foldersIn } from './plugins/discover.ts';
export { createTrust } from './trust/trust.ts';
