// The files that a check may look at: those in its folder, wherever links lead.
import { constants, lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { globTest } from './domain/classify.ts';

const LARGEST = 32 * 1024 * 1024;
const SKIPPED = new Set(['.git', 'node_modules']);

export type Found =
  | { readonly state: 'here'; readonly path: string }
  | { readonly state: 'absent' }
  /** A link that leads out of the folder, or to nothing. */
  | { readonly state: 'astray' };

export type Content =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: string };

export async function locate(folder: string, path: string): Promise<Found> {
  const root = await realpath(folder);
  const wanted = join(root, path);
  const real = await realpath(wanted).catch(() => undefined);
  if (real !== undefined) return isInside(root, real) ? { state: 'here', path: real } : { state: 'astray' };
  const link = await lstat(wanted).catch(() => undefined);
  return link === undefined ? { state: 'absent' } : { state: 'astray' };
}

/** The text of a file in the folder; what cannot be read says why, in words that follow the path. */
export async function readInside(folder: string, path: string): Promise<Content> {
  const found = await locate(folder, path);
  if (found.state === 'absent') return { ok: false, why: 'does not exist' };
  if (found.state === 'astray') return { ok: false, why: 'is a link that leads out of the project' };
  // Non-blocking, so that a named pipe cannot hold mmm up.
  const file = await open(found.path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
  if (file === undefined) return { ok: false, why: 'cannot be read' };
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return { ok: false, why: 'is not a file' };
    if (facts.size > LARGEST) return { ok: false, why: 'is larger than 32 MiB' };
    return { ok: true, text: await file.readFile('utf8') };
  } finally {
    await file.close();
  }
}

/** The first path that fits the glob. Does not look into node_modules and .git unless the glob names them. */
export async function firstMatch(folder: string, glob: string): Promise<string | undefined> {
  const fits = globTest([glob.replace(/^\.\//, '')]);
  for await (const path of walk(folder, (name) => SKIPPED.has(name) && !glob.includes(name))) {
    if (fits(path) && (await locate(folder, path)).state === 'here') return path;
  }
  return undefined;
}

/** A stamp of every file, to tell whether anything was written; installed packages and git's own files left out. */
export async function fingerprint(folder: string): Promise<ReadonlyMap<string, string>> {
  const stamps = new Map<string, string>();
  for await (const path of walk(folder, (name) => SKIPPED.has(name) || name === '.mmm')) {
    const facts = await lstat(join(folder, path)).catch(() => undefined);
    if (facts === undefined || facts.isDirectory()) continue;
    stamps.set(path, `${facts.size} ${facts.mtimeMs} ${facts.ctimeMs} ${facts.mode}`);
  }
  return stamps;
}

export function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}

/** Every path below the folder, with forward slashes, folders first; links are not followed. */
async function* walk(folder: string, skip: (name: string) => boolean, below = ''): AsyncGenerator<string> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skip(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    yield path;
    if (entry.isDirectory()) yield* walk(folder, skip, path);
  }
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}
