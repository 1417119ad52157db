// Reads and validates the layers. Loaded only where the cache does not hold the answer.
import {
  type ConfigKeyManifest,
  type ConfigLayer,
  err,
  type Files,
  isMmmError,
  ok,
  type Result,
} from '@mmm/plugin-api';
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
  const settings: Record<string, Setting> = {};
  for (const source of request.sources) {
    const read = await readLayerFile(source, request);
    if (!read.ok) return read;
    Object.assign(settings, read.value);
  }
  for (const { name, key, text } of request.variables) {
    const declaration = request.declared.find((candidate) => candidate.key === key);
    if (declaration === undefined) continue;
    const read = accept(declaration, fromText(declaration, text), {
      layer: 'environment',
      where: `The variable ${name}`,
      source: name,
    });
    if (!read.ok) return read;
    settings[key] = read.value;
  }
  return ok(settings);
}

/** What the command line sets. */
export function readFlags(
  declared: readonly ConfigKeyManifest[],
  flags: readonly (readonly [string, unknown])[],
): Result<Settings> {
  const settings: Record<string, Setting> = {};
  for (const [key, given] of flags) {
    const declaration = declared.find((candidate) => candidate.key === key);
    const where = 'The command line';
    if (declaration === undefined) return err(unknownKey(where, key, declared));
    const value = typeof given === 'string' ? fromText(declaration, given) : given;
    const read = accept(declaration, value, { layer: 'flag', where, source: 'command line' });
    if (!read.ok) return read;
    settings[key] = read.value;
  }
  return ok(settings);
}

async function readLayerFile(
  { layer, path }: LayerFile,
  { declared, files }: LayersRequest,
): Promise<Result<Settings>> {
  let text: string | undefined;
  try {
    text = await files.readText(path);
  } catch (cause) {
    return err(errors.UNREADABLE({ path }, { cause }));
  }
  if (text === undefined) return ok({});
  const source = text;
  const parsed = await parseToml(path, source);
  if (!parsed.ok) return parsed;

  const settings: Record<string, Setting> = {};
  const byKey = new Map(declared.map((key) => [key.key, key]));
  const isGroup = (key: string): boolean => declared.some((candidate) => candidate.key.startsWith(`${key}.`));

  function visit(table: object, parents: readonly string[]): void {
    for (const [name, value] of Object.entries(table)) {
      const keyPath = [...parents, name];
      const key = keyPath.join('.');
      const at = { path, ...locate(source, keyPath) };
      const where = `${path}:${at.line}:${at.column}`;
      const declaration = byKey.get(key);
      if (declaration !== undefined) {
        const read = accept(declaration, value, { layer, where, source: where, at });
        if (!read.ok) throw read.error;
        settings[key] = read.value;
      } else if (!isGroup(key)) throw unknownKey(where, key, declared, at);
      else if (isTable(value)) visit(value, keyPath);
      else
        throw errors.WRONG_VALUE(
          { where, key, expected: `a table, as in \`[${key}]\``, found: describeValue(value) },
          { at },
        );
    }
  }

  try {
    visit(isTable(parsed.value) ? parsed.value : {}, []);
    return ok(settings);
  } catch (error) {
    if (isMmmError(error)) return err(error);
    throw error;
  }
}

interface Origin {
  readonly layer: ConfigLayer;
  readonly where: string;
  readonly source: string;
  readonly at?: { readonly path: string; readonly line: number; readonly column: number };
}

function accept(declaration: ConfigKeyManifest, given: unknown, origin: Origin): Result<Setting> {
  const { layer, where, source, at } = origin;
  const value = checkValue(declaration, given);
  if (value !== undefined) return ok({ value, layer, source });
  const data = {
    where,
    key: declaration.key,
    expected: expectationOf(declaration),
    found: describeValue(given),
  };
  return err(errors.WRONG_VALUE(data, at === undefined ? {} : { at }));
}

function unknownKey(
  where: string,
  key: string,
  declared: readonly ConfigKeyManifest[],
  at?: Origin['at'],
): ReturnType<typeof errors.UNKNOWN_KEY> {
  const names = declared.map((candidate) => candidate.key);
  const guess = names.length === 0 ? undefined : closest(key, names);
  const nearest =
    guess !== undefined && distance(key, guess) <= Math.max(2, key.length / 3) ? guess : undefined;
  return errors.UNKNOWN_KEY({ where, key, nearest }, at === undefined ? {} : { at });
}

/** Dates are objects too; tables are plain ones. */
function isTable(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
