// The plugins that come with mmm are those dependencies of the app that hold a plugin.toml. No code of theirs is
// loaded to find out, and the app's code names none of them.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface App {
  readonly version: string;
  /** Folders of the plugins that come with mmm. */
  readonly builtIn: readonly string[];
}

/** `folder` holds the app's package.json. */
export function readApp(folder: string): App {
  const { version, dependencies } = readPackage(folder);
  const builtIn = Object.keys(dependencies)
    .map((name) => folderOf(name, folder))
    .filter((found) => found !== undefined);
  return { version, builtIn };
}

export function readVersion(folder: string): string {
  return readPackage(folder).version;
}

function folderOf(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'plugin.toml'))) return realpathSync.native(folder);
  const above = dirname(from);
  return above === from ? undefined : folderOf(name, above);
}

function readPackage(folder: string): { version: string; dependencies: Readonly<Record<string, string>> } {
  // The app's own package.json, written beside this code.
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    dependencies: Readonly<Record<string, string>>;
  };
}
