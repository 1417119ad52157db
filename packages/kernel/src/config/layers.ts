// Reads and validates the layers. Loaded only where the cache does not hold the answer.
import type { ConfigKeyManifest, ConfigLayer, Files, Position, Result } from '@mmm/plugin-api';
import { err, isMmmError, ok, unwrap } from '@mmm/plugin-api';
import { closest, distance } from 'fastest-levenshtein';
import type { Setting, Settings } from './config.ts';
import { errors } from './errors.ts';
import type { LayerFile, Variable } from './load.ts';
import { locate, parseToml } from './toml.ts';
import { checkValue, describeValue, expectationOf, fromText } from './validate.ts';

interface LayersRequest {
  readonly declared: readonly ConfigKeyManifest[];
  readonly files: Files;
  /** Weakest first. */
  readonly sources: readonly LayerFile[];
  readonly variables: readonly Variable[];
}

/** What files and environment set, the strongest layer winning. */
export async function readLayers(request: LayersRequest): Promise<Result<Settings>> {
  const { declared, files, sources, variables } = request;
  try {
    const settings: Record<string, Setting> = {};
    for (const { layer, path } of sources) {
      const text = await readSource(files, path);
      if (text !== undefined) Object.assign(settings, await readText({ layer, path, text, declared }));
    }
    for (const { name, key, text } of variables)
      settings[key] = accept(declared, [key, text], {
        layer: 'environment',
        where: `The variable ${name}`,
        source: name,
      });
    return ok(settings);
  } catch (error) {
    return asFailure(error);
  }
}

/** What the command line sets. */
export function readFlags(
  declared: readonly ConfigKeyManifest[],
  flags: readonly (readonly [string, unknown])[],
): Result<Settings> {
  const origin: Origin = { layer: 'flag', where: 'The command line', source: 'command line' };
  try {
    return ok(Object.fromEntries(flags.map((entry) => [entry[0], accept(declared, entry, origin)])));
  } catch (error) {
    return asFailure(error);
  }
}

async function readSource(files: Files, path: string): Promise<string | undefined> {
  try {
    return await files.readText(path);
  } catch (cause) {
    throw errors.UNREADABLE({ path }, { cause });
  }
}

interface Source extends LayerFile {
  readonly text: string;
  readonly declared: readonly ConfigKeyManifest[];
}

async function readText({ layer, path, text, declared }: Source): Promise<Settings> {
  const settings: Record<string, Setting> = {};
  const isKey = (key: string): boolean => declared.some((candidate) => candidate.key === key);
  const isGroup = (key: string): boolean => declared.some((candidate) => candidate.key.startsWith(`${key}.`));

  function visit(table: object, parents: readonly string[]): void {
    for (const [name, value] of Object.entries(table)) {
      const keyPath = [...parents, name];
      const key = keyPath.join('.');
      const at = { path, ...locate(text, keyPath) };
      const where = `${path}:${at.line}:${at.column}`;
      if (isKey(key) || !isGroup(key))
        settings[key] = accept(declared, [key, value], { layer, where, source: where, at });
      else if (isTable(value)) visit(value, keyPath);
      else {
        const expected = `a table, as in \`[${key}]\``;
        throw errors.WRONG_VALUE({ where, key, expected, found: describeValue(value) }, { at });
      }
    }
  }

  const parsed = unwrap(await parseToml(path, text));
  if (isTable(parsed)) visit(parsed, []);
  return settings;
}

interface Origin {
  readonly layer: ConfigLayer;
  /** The subject of the error's sentence. */
  readonly where: string;
  readonly source: string;
  readonly at?: Position;
}

/** The given value as the setting of a key; an unknown key and a wrong value are thrown. */
function accept(
  declared: readonly ConfigKeyManifest[],
  [key, given]: readonly [string, unknown],
  { layer, where, source, at }: Origin,
): Setting {
  const details = at === undefined ? {} : { at };
  const declaration = declared.find((candidate) => candidate.key === key);
  if (declaration === undefined)
    throw errors.UNKNOWN_KEY({ where, key, nearest: nearest(key, declared) }, details);
  const isText = typeof given === 'string' && (layer === 'environment' || layer === 'flag');
  const value = checkValue(declaration, isText ? fromText(declaration, given) : given);
  if (value !== undefined) return { value, layer, source };
  const expected = expectationOf(declaration);
  throw errors.WRONG_VALUE({ where, key, expected, found: describeValue(given) }, details);
}

function nearest(key: string, declared: readonly ConfigKeyManifest[]): string | undefined {
  if (declared.length === 0) return undefined;
  const names = declared.map((candidate) => candidate.key);
  const guess = closest(key, names);
  return distance(key, guess) <= Math.max(2, key.length / 3) ? guess : undefined;
}

function asFailure(error: unknown): Result<never> {
  if (isMmmError(error)) return err(error);
  throw error;
}

/** Dates are objects too; tables are plain ones. */
function isTable(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
