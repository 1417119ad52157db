// Reads one plugin.toml. Loaded only when a manifest is not in the index: it brings zod and smol-toml with it.
import { err, type MmmError, ok, type PluginManifest, type Result } from '@mmm/plugin-api';
import { closest } from 'fastest-levenshtein';
import { satisfies } from 'semver';
import type { z } from 'zod';
import { parseToml } from '../config/toml.ts';
import { errors } from '../errors.ts';
import { placeOf } from './place.ts';
import { checkManifest, knownKeys } from './schema.ts';

/** Names that the kernel keeps for itself. */
const RESERVED: readonly string[] = ['kernel', 'host'];

export interface ManifestText {
  readonly path: string;
  readonly text: string;
  /** The version of mmm that `engines.mmm` is held against. */
  readonly version: string;
}

/** The manifest with every default filled in, or what is wrong and where. */
export async function parseManifest(source: ManifestText): Promise<Result<PluginManifest>> {
  const toml = await parseToml(source.path, source.text);
  if (!toml.ok) return toml;
  const checked = checkManifest(toml.value);
  if (!checked.ok) return err(explain(source, toml.value, checked.error));
  const { contributes, ...rest } = checked.value;
  const contributed = Object.entries(contributes).flatMap(([point, entries]) =>
    entries.map((entry) => ({ point, ...entry })),
  );
  return checkNames(source, { ...rest, contributes: contributed });
}

function checkNames(source: ManifestText, manifest: PluginManifest): Result<PluginManifest> {
  if (RESERVED.includes(manifest.id))
    return err(
      invalid(source, ['id'], `the id "${manifest.id}" is kept for the kernel`, 'choose another one'),
    );
  const foreign = manifest.hooks.findIndex((hook) => !hook.name.startsWith(`${manifest.id}:`));
  if (foreign >= 0) {
    const found = `the hook "${manifest.hooks[foreign]?.name}" has another plugin's name before the colon`;
    return err(invalid(source, ['hooks', String(foreign), 'name'], found, `write "${manifest.id}:" there`));
  }
  if (!satisfies(source.version, manifest.engines.mmm, { includePrerelease: true })) {
    const data = { plugin: manifest.id, wants: manifest.engines.mmm, version: source.version };
    return err(errors.ENGINE_MISMATCH(data, { at: position(source, ['engines', 'mmm']) }));
  }
  return ok(manifest);
}

function explain(source: ManifestText, data: unknown, issue: z.core.$ZodIssue): MmmError {
  const path = issue.path.map(String);
  const name = nameOf(path);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = knownKeys(path.filter((part) => !/^\d+$/.test(part)).join('.'));
    const nearest = known.length === 0 ? '' : `; the nearest is "${closest(key, [...known])}"`;
    const expected = `the keys there are ${known.join(', ')}${nearest}`;
    return invalid(source, [...path, key], `there is no key "${nameOf([...path, key])}"`, expected);
  }
  const found = valueAt(data, path);
  if (found === undefined) return invalid(source, path, `"${name}" is missing`, expectation(issue));
  return invalid(source, path, `"${name}" is ${JSON.stringify(found)}`, expectation(issue));
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `it has to be ${/^[aeio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'invalid_value':
      return `it has to be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return 'it must not be empty';
    default:
      return `it has to be ${issue.message}`;
  }
}

function invalid(source: ManifestText, path: readonly string[], found: string, expected: string): MmmError {
  return errors.MANIFEST_INVALID({ path: source.path, found, expected }, { at: position(source, path) });
}

function position(
  source: ManifestText,
  path: readonly string[],
): { path: string; line: number; column: number } {
  return { path: source.path, ...placeOf(source.text, path) };
}

/** `commands[0].project` for people. */
function nameOf(path: readonly string[]): string {
  return path
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}
