// Loads one file of a plugin. JavaScript goes through Node's own import; only TypeScript pays for jiti.
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf } from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import type { CatalogPlugin } from './catalog.ts';

export interface Loader {
  /** The default export of `file` (as the manifest names it: relative to `main`'s folder, without extension). */
  load(plugin: CatalogPlugin, file: string): Promise<unknown>;
  /** The default export of `main`; undefined where the plugin has none. */
  loadMain(plugin: CatalogPlugin): Promise<unknown>;
}

/**
 * `sources`: what a manifest names under `dist/` is loaded from `src/`, as TypeScript, by whatever runs this process.
 * For tests in the workspace.
 */
export function createLoader(options: { readonly sources: boolean }): Loader {
  const locate = (plugin: CatalogPlugin, path: string): string => {
    const fromSource = options.sources && path.startsWith('dist/');
    return join(plugin.folder, fromSource ? path.replace(/^dist\//, 'src/').replace(/\.m?js$/, '.ts') : path);
  };
  return {
    load: (plugin, file) => {
      const { main } = plugin.manifest;
      const path = main === undefined ? withExtension(plugin, file) : besideMain(main, file);
      return loadDefault(plugin, locate(plugin, path), options.sources);
    },
    loadMain: async (plugin) => {
      const { main } = plugin.manifest;
      return main === undefined ? undefined : loadDefault(plugin, locate(plugin, main), options.sources);
    },
  };
}

function besideMain(main: string, file: string): string {
  const folder = dirname(main);
  return (folder === '.' ? file : `${folder}/${file}`) + extname(main);
}

function withExtension(plugin: CatalogPlugin, file: string): string {
  const found = ['.js', '.mjs', '.ts'].find((extension) => existsSync(join(plugin.folder, file + extension)));
  return file + (found ?? '.js');
}

async function loadDefault(plugin: CatalogPlugin, path: string, sources: boolean): Promise<unknown> {
  const { id } = plugin.manifest;
  if (!existsSync(path)) throw errors.MODULE_MISSING({ plugin: id, file: path });
  let module: unknown;
  try {
    module = path.endsWith('.ts') && !sources ? await transpiled(path) : await native(path);
  } catch (cause) {
    throw errors.MODULE_FAILED({ plugin: id, file: path, why: messageOf(cause) }, { cause });
  }
  const exported: unknown = typeof module === 'object' && module !== null && Reflect.get(module, 'default');
  if (typeof exported !== 'object' || exported === null)
    throw errors.MODULE_INVALID({ plugin: id, file: path, expected: 'an object' });
  return exported;
}

function native(path: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}

async function transpiled(path: string): Promise<unknown> {
  const [{ createJiti }, api] = await Promise.all([import('jiti'), import('@mmm/plugin-api')]);
  const jiti = createJiti(import.meta.url, {
    interopDefault: false,
    moduleCache: true,
    virtualModules: { '@mmm/plugin-api': api },
  });
  return jiti.import(path);
}
