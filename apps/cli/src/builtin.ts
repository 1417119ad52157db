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
  const places = placesAbove(folder);
  const builtIn = Object.keys(dependencies)
    .map((name) => folderOf(name, places))
    .filter((found) => found !== undefined);
  return { version, builtIn };
}

export function readVersion(folder: string): string {
  return readPackage(folder).version;
}

/** Each `node_modules` that there is, the nearest first: most of the folders above have none. */
function placesAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  const further = above === folder ? [] : placesAbove(above);
  const place = join(folder, 'node_modules');
  return existsSync(place) ? [place, ...further] : further;
}

function folderOf(name: string, places: readonly string[]): string | undefined {
  const place = places.find((each) => existsSync(`${each}/${name}/plugin.toml`));
  return place && realpathSync.native(`${place}/${name}`);
}

function readPackage(folder: string): { version: string; dependencies: Readonly<Record<string, string>> } {
  // The app's own package.json, written beside this code.
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    dependencies: Readonly<Record<string, string>>;
  };
}
