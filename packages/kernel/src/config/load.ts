// Start-up counts: a warm start finds the validated settings in a cache and loads neither zod nor smol-toml.
import { join } from 'node:path';
import { readCache, writeCache } from '@mmm/machine';
import {
  type Config,
  type ConfigKeyManifest,
  type ConfigLayer,
  type Files,
  ok,
  type Result,
} from '@mmm/plugin-api';
import { createConfig, type Settings } from './config.ts';

export interface ConfigRequest {
  /** `~/.mmm`, or where `MMM_HOME` points. */
  readonly home: string;
  /** The project's root; undefined outside of a project. */
  readonly root: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Values by configuration key, as the command line gave them. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly declared: readonly ConfigKeyManifest[];
  readonly files: Files;
}

/** One file of the hierarchy. */
export interface LayerFile {
  readonly layer: ConfigLayer;
  readonly path: string;
}

/** A variable that sets a key. */
export interface Variable {
  readonly name: string;
  readonly key: string;
  readonly text: string;
}

// Raised when the form of the cache changes.
const CACHE_FORM = 1;

/**
 * The effective configuration. A malformed file, an unknown key or a value of the wrong type is an error that names
 * the place, and then nothing of any layer is applied. An empty `MMM_*` variable counts as not set.
 */
export async function loadConfig(request: ConfigRequest): Promise<Result<Config>> {
  const { declared } = request;
  const stored = await storedSettings(request);
  if (!stored.ok) return stored;
  const flags = Object.entries(request.flags).filter(([, value]) => value !== undefined);
  if (flags.length === 0) return ok(createConfig(declared, stored.value));
  const { readFlags } = await import('./layers.ts');
  const given = readFlags(declared, flags);
  return given.ok ? ok(createConfig(declared, { ...stored.value, ...given.value })) : given;
}

async function storedSettings(request: ConfigRequest): Promise<Result<Settings>> {
  const { files, declared } = request;
  const variables = variablesOf(declared, request.environment);
  const facts = await Promise.all(
    layerFiles(request).map(async (file) => ({ ...file, facts: await files.stat(file.path) })),
  );
  const present = facts.filter((file) => file.facts !== undefined);
  if (present.length === 0 && variables.length === 0) return ok({});

  const stamp = JSON.stringify([CACHE_FORM, present, variables, declared]);
  const cache = join(request.home, 'cache', `config-${nameFor(request.root)}.json`);
  // The stamp vouches for the form: only this module writes the file, and only validated settings.
  const kept = readCache(cache, stamp) as Settings | undefined;
  if (kept !== undefined) return ok(kept);

  const { readLayers } = await import('./layers.ts');
  const read = await readLayers({ declared, files, sources: present, variables });
  if (read.ok) writeCache(cache, stamp, read.value);
  return read;
}

/** Where two projects get the same name, they take turns in the cache. */
function nameFor(root = ''): string {
  return root.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(-100);
}

function layerFiles({ home, root }: ConfigRequest): readonly LayerFile[] {
  const files: LayerFile[] = [{ layer: 'home', path: join(home, 'config.toml') }];
  if (root === undefined) return files;
  files.push({ layer: 'project', path: join(root, 'mmm.toml') });
  const local = join(root, '.mmm', 'config.toml');
  // Where the person's home folder is itself the project, the two are one file.
  if (local !== files[0]?.path) files.push({ layer: 'local', path: local });
  return files;
}

function variablesOf(
  declared: readonly ConfigKeyManifest[],
  environment: Readonly<Record<string, string>>,
): readonly Variable[] {
  return declared.flatMap(({ key }) => {
    const name = `MMM_${key.toUpperCase().replace(/[.-]/g, '_')}`;
    const text = environment[name];
    return text === undefined || text === '' || NOT_KEYS.has(name) ? [] : [{ name, key, text }];
  });
}

const NOT_KEYS: ReadonlySet<string> = new Set(['MMM_HOME', 'MMM_RUN_ID']);
