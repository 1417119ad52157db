// Start-up counts: a warm start finds the validated settings in a cache and loads neither zod nor smol-toml.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
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
  readonly keys: readonly { readonly plugin: string; readonly key: ConfigKeyManifest }[];
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
  const declared = request.keys.map((entry) => entry.key);
  const stored = await storedSettings(request, declared);
  if (!stored.ok) return stored;
  const flags = Object.entries(request.flags).filter(([, value]) => value !== undefined);
  if (flags.length === 0) return ok(createConfig(declared, stored.value));
  const { readFlags } = await import('./layers.ts');
  const given = readFlags(declared, flags);
  return given.ok ? ok(createConfig(declared, { ...stored.value, ...given.value })) : given;
}

async function storedSettings(
  request: ConfigRequest,
  declared: readonly ConfigKeyManifest[],
): Promise<Result<Settings>> {
  const { files } = request;
  const variables = variablesOf(declared, request.environment);
  const facts = await Promise.all(
    layerFiles(request).map(async (file) => ({ ...file, facts: await files.stat(file.path) })),
  );
  const present = facts.filter((file) => file.facts !== undefined);
  if (present.length === 0 && variables.length === 0) return ok({});

  const fingerprint = digest([CACHE_FORM, present, variables, declared]);
  const cache = join(request.home, 'cache', `config-${digest(request.root ?? '').slice(0, 16)}.json`);
  const kept = keptSettings(await files.readText(cache).catch(() => undefined), fingerprint);
  if (kept !== undefined) return ok(kept);

  const { readLayers } = await import('./layers.ts');
  const read = await readLayers({ declared, files, sources: present, variables });
  // Without the cache the next start is slower and otherwise the same.
  if (read.ok)
    await files.write(cache, JSON.stringify({ fingerprint, settings: read.value })).catch(() => {});
  return read;
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

function keptSettings(text: string | undefined, fingerprint: string): Settings | undefined {
  if (text === undefined) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || !('fingerprint' in kept) || !('settings' in kept))
      return;
    // The fingerprint vouches for the form: only this module writes the file, and only validated settings.
    return kept.fingerprint === fingerprint ? (kept.settings as Settings) : undefined;
  } catch {
    return undefined;
  }
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
