// Loads one file of a plugin. JavaScript goes through Node's own import; only TypeScript pays for jiti.
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf, type Plugin } from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import type { CatalogPlugin } from './catalog.ts';

export interface Loader {
  /**
   * The default export of `file` (as the manifest names it: relative to `main`'s folder, without extension). It has to
   * be an object, with a function under the name `method` where one is given.
   */
  load<M>(plugin: CatalogPlugin, file: string, method?: keyof M & string): Promise<M>;
  /** The default export of `main`; undefined where the plugin has none. */
  loadMain(plugin: CatalogPlugin): Promise<Plugin | undefined>;
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
    load: async (plugin, file, method) => {
      const { main } = plugin.manifest;
      const path = main === undefined ? withExtension(plugin, file) : besideMain(main, file);
      return loadDefault(plugin, { path: locate(plugin, path), method, sources: options.sources });
    },
    loadMain: async (plugin) => {
      const { main } = plugin.manifest;
      if (main === undefined) return undefined;
      return loadDefault(plugin, {
        path: locate(plugin, main),
        method: 'activate',
        sources: options.sources,
      });
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

interface ModuleRequest {
  readonly path: string;
  readonly method: string | undefined;
  readonly sources: boolean;
}

async function loadDefault<M>(plugin: CatalogPlugin, { path, method, sources }: ModuleRequest): Promise<M> {
  const { id } = plugin.manifest;
  if (!existsSync(path)) throw errors.MODULE_MISSING({ plugin: id, file: path });
  let exported: unknown;
  try {
    const module = path.endsWith('.ts') && !sources ? await transpiled(path) : await native(path);
    exported = Reflect.get(Object(module), 'default');
  } catch (cause) {
    throw errors.MODULE_FAILED({ plugin: id, file: path, why: messageOf(cause) }, { cause });
  }
  const fits = typeof exported === 'object' && exported !== null;
  if (!fits || (method !== undefined && typeof Reflect.get(Object(exported), method) !== 'function')) {
    const expected = method === undefined ? 'an object' : `an object with a function "${method}"`;
    throw errors.MODULE_INVALID({ plugin: id, file: path, expected });
  }
  // A plugin's word: more than its function cannot be told before it is called.
  return exported as M;
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
