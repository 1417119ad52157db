// The form of a plugin.toml. Loaded only when a manifest is not in the index.
import {
  type ContributionManifest,
  err,
  hookKindOf,
  ok,
  type PluginManifest,
  type Result,
} from '@mmm/plugin-api';
import { z } from 'zod';

const text = z.string().min(1);
const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words joined by dashes');
const inside = /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\:]+$/;
const file = z.string().regex(inside, "a path inside the plugin's folder, with forward slashes");
const words = z
  .string()
  .regex(/^([a-z][a-z0-9-]*( [a-z][a-z0-9-]*)*)?$/, 'lower-case words joined by one blank');
const hook = z
  .string()
  .refine(
    (name) => hookKindOf(name) !== undefined,
    'of the form plugin:will-*, did-*, resolve-* or collect-*',
  );
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const argument = z.strictObject({
  name: text,
  doc: text,
  required: z.boolean().default(true),
  variadic: z.boolean().default(false),
});
const option = z.strictObject({
  flags: z.string().regex(/^(-[a-zA-Z], )?--[a-z][a-z0-9-]*( [<[].+[>\]])?$/, 'like "-n, --name <value>"'),
  doc: text,
  type: z.enum(['string', 'integer', 'number', 'boolean', 'strings']),
  default: scalar.exactOptional(),
  choices: z.array(z.string()).exactOptional(),
  config: text.exactOptional(),
});
const example = z.strictObject({ run: text, says: text });
const command = z.strictObject({
  path: words,
  aliases: z.array(words).default([]),
  summary: text,
  file,
  project: z.enum(['required', 'optional', 'none']).default('none'),
  hidden: z.boolean().default(false),
  args: z.array(argument).default([]),
  options: z.array(option).default([]),
  examples: z.array(example).default([]),
});
const tap = z.strictObject({ hook, file });
const declaredHook = z.strictObject({ name: hook, doc: text });
const configKey = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*$/, 'lower-case names joined by dots'),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'strings', 'table']),
  doc: text,
  default: z.union([scalar, z.array(z.string()), z.record(z.string(), z.string())]).exactOptional(),
  choices: z.array(z.string()).exactOptional(),
  minimum: z.number().exactOptional(),
  maximum: z.number().exactOptional(),
});
const contribution = z.strictObject({ id: text, summary: text, file });
const engines = z.strictObject({ mmm: text });
const migrations = z.strictObject({ project: file.exactOptional(), home: file.exactOptional() });

const root = z.strictObject({
  id,
  version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/, 'a version like 1.2.3'),
  description: text,
  main: z.string().regex(inside, "a path inside the plugin's folder").exactOptional(),
  engines,
  requires: z.array(id).default([]),
  provides: z.array(id).default([]),
  commands: z.array(command).default([]),
  taps: z.array(tap).default([]),
  hooks: z.array(declaredHook).default([]),
  config: z.array(configKey).default([]),
  contributes: z.record(id, z.array(contribution)).default({}),
  migrations: migrations.default({}),
});

/** A manifest before its contributions are put into one list. */
export type ManifestFile = Omit<PluginManifest, 'contributes'> & {
  readonly contributes: Readonly<Record<string, readonly Omit<ContributionManifest, 'point'>[]>>;
};

/** The manifest with its defaults, or the first thing that is wrong with it. */
export function checkManifest(data: unknown): Result<ManifestFile, z.core.$ZodIssue> {
  const checked = root.safeParse(data);
  if (checked.success) return ok(checked.data);
  const issue = checked.error.issues[0];
  if (issue === undefined) throw new Error('a failed parse has an issue');
  return err(issue);
}

const tables: Readonly<Record<string, { readonly shape: object }>> = {
  '': root,
  commands: command,
  'commands.args': argument,
  'commands.options': option,
  'commands.examples': example,
  taps: tap,
  hooks: declaredHook,
  config: configKey,
  engines,
  migrations,
};

/** The keys that a table of the manifest may have; `path` without the indices of arrays. */
export function knownKeys(path: string): readonly string[] {
  const table = tables[path] ?? (path.startsWith('contributes.') ? contribution : undefined);
  return table === undefined ? [] : Object.keys(table.shape);
}
