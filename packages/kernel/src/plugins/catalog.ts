// What is installed: every manifest, in order, and what is wrong with which. Help, version, completion and routing
// need nothing else.
import type { CommandManifest, MmmErrorData, PluginManifest } from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import { type Found, readCandidates } from './discover.ts';
import { settle } from './settle.ts';

export type PluginOrigin = 'built-in' | 'home' | 'project';

export interface CatalogPlugin {
  readonly manifest: PluginManifest;
  /** Absolute path of the folder that holds `plugin.toml`. */
  readonly folder: string;
  readonly origin: PluginOrigin;
  /** Why nothing of this plugin may be used. */
  readonly blocked?: MmmErrorData;
}

export interface CatalogProblem {
  readonly folder: string;
  /** Absent where the manifest could not be read. */
  readonly plugin?: string;
  readonly error: MmmErrorData;
}

export interface CatalogCommand {
  readonly command: CommandManifest;
  readonly plugin: CatalogPlugin;
}

export interface Catalog {
  /** What is required comes first, ties by id; blocked ones come last. */
  readonly plugins: readonly CatalogPlugin[];
  readonly problems: readonly CatalogProblem[];
  /** Those that are not blocked, in the same order. */
  readonly usable: readonly CatalogPlugin[];
  plugin(id: string): CatalogPlugin | undefined;
  /** Of usable plugins. */
  readonly commands: readonly CatalogCommand[];
}

export interface CatalogRequest {
  readonly home: string;
  /** The version of mmm. */
  readonly version: string;
  /** Folders of the plugins that come with the app. */
  readonly builtIn: readonly string[];
  readonly root: string | undefined;
  /** Asked only where the project brings plugins along. */
  isTrusted(root: string): Promise<boolean>;
}

/** Finds every plugin. Where the index is warm this costs one stat for each manifest. */
export async function openCatalog(request: CatalogRequest): Promise<Catalog> {
  return catalogOf(await readCandidates(request));
}

async function catalogOf(found: Found): Promise<Catalog> {
  const settled = settle(found.candidates);
  const problems = [...found.problems, ...settled.problems];
  for (const { plugin, hook } of settled.strayTaps) {
    const { closest } = await import('fastest-levenshtein');
    const { id } = plugin.manifest;
    const error = errors.HOOK_UNKNOWN({ plugin: id, hook, nearest: closest(hook, [...settled.hooks]) });
    problems.push({ folder: plugin.folder, plugin: id, error: error.toJSON() });
  }
  const byId = new Map(settled.plugins.map((plugin) => [plugin.manifest.id, plugin]));
  const { plugins, usable } = settled;
  return {
    plugins,
    usable,
    problems,
    plugin: (id) => byId.get(id),
    commands: usable.flatMap((plugin) => plugin.manifest.commands.map((command) => ({ command, plugin }))),
  };
}
