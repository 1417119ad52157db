// The rules of the plugin contract, each a check that throws where it is broken.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogPlugin } from '@mmm/kernel';
import { expect } from 'vitest';
import { createTestHost } from './host.ts';

export interface ContractRule {
  readonly title: string;
  check(plugin: CatalogPlugin): void | Promise<void>;
}

/** The seed's tables, which the state plugin keeps under their own names. */
const SEED_TABLES: readonly string[] = [
  'projects',
  'specifications',
  'executions',
  'state_snapshots',
  'events',
];

export const contractRules: readonly ContractRule[] = [
  {
    title: 'has a file and a test for each command',
    check: ({ folder, manifest }) => {
      const files = manifest.commands.map((command) => command.file);
      for (const file of files) expect(file).toMatch(/^commands\//);
      expect(missing(folder, files, (file) => `src/${file}.ts`)).toEqual([]);
      expect(missing(folder, files, (file) => `test/${file}.test.ts`)).toEqual([]);
    },
  },
  {
    title: 'has a manifest entry for each file under commands and taps',
    check: ({ folder, manifest }) => {
      const declared = [...manifest.commands, ...manifest.taps].map((entry) => `${entry.file}.ts`);
      const present = ['commands', 'taps'].flatMap((slot) => filesIn(folder, 'src', slot));
      expect(present.filter((file) => !declared.includes(file))).toEqual([]);
    },
  },
  {
    title: 'exports by default what the slot of each file asks for',
    check: async ({ folder, manifest }) => {
      const exported = async (file: string): Promise<unknown> =>
        (await import(/* @vite-ignore */ join(folder, 'src', `${file}.ts`))).default;
      for (const { file } of manifest.commands) expect(await exported(file), file).toHaveProperty('run');
      for (const { file, hook } of manifest.taps) expect(await exported(file), file).toMatchObject({ hook });
      for (const { file } of manifest.contributes) expect(await exported(file), file).toBeTypeOf('object');
    },
  },
  { title: 'activates without I/O and gives back what it registers', check: activates },
  {
    title: 'gives each configuration key a doc line, and a default that fits its type',
    check: ({ manifest }) => {
      for (const { key, doc, type, default: value } of manifest.config) {
        expect(doc, key).not.toBe('');
        if (value !== undefined) expect(typeOf(value), key).toBe(type === 'integer' ? 'number' : type);
      }
    },
  },
  {
    title: 'numbers its migrations without gaps and names its tables after itself',
    check: ({ folder, manifest }) => {
      for (const name of Object.values(manifest.migrations)) {
        const files = readdirSync(join(folder, name)).sort();
        expect(files.map((file) => Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]))).toEqual(
          files.map((_file, index) => index + 1),
        );
        for (const file of files) {
          const text = readFileSync(join(folder, name, file), 'utf8');
          expect(foreignNames(text, manifest.id), file).toEqual([]);
        }
      }
    },
  },
];

async function activates(plugin: CatalogPlugin): Promise<void> {
  const { folder } = plugin;
  if (plugin.manifest.main === undefined) return;
  await using host = await createTestHost({ plugins: [folder] });
  const context = await host.context(plugin.manifest.id);
  const module: unknown = (await import(/* @vite-ignore */ join(folder, 'src', 'plugin.ts'))).default;
  const touched: string[] = [];
  const provided: string[] = [];
  const forbidden = (name: string): never => {
    touched.push(name);
    throw new Error(`activate touches ${name}`);
  };
  const closed = Object.fromEntries(
    ['files', 'processes', 'hooks'].map((name) => [name, new Proxy({}, { get: () => forbidden(name) })]),
  );
  const services = {
    get: () => forbidden('services.get'),
    provide: (token: { readonly id: string }) => {
      provided.push(token.id);
      return { dispose: () => void provided.splice(provided.indexOf(token.id), 1) };
    },
  };
  const database = (): never => forbidden('database');
  const guarded = Object.assign(Object.create(context), closed, { services, database });
  const activate: unknown = Reflect.get(Object(module), 'activate');
  if (typeof activate !== 'function') throw new Error('src/plugin.ts exports no activate function');
  const disposables: unknown = activate.call(module, guarded);
  expect(touched).toEqual([]);
  expect([...provided].sort()).toEqual([...plugin.manifest.provides].sort());
  if (!Array.isArray(disposables)) throw new Error('activate gives no list back');
  for (const disposable of [...disposables].reverse()) await disposable.dispose();
  expect(provided, 'services that are not taken back').toEqual([]);
}

function missing(folder: string, files: readonly string[], place: (file: string) => string): string[] {
  return files.map(place).filter((file) => !existsSync(join(folder, file)));
}

function filesIn(folder: string, ...slot: readonly [string, string]): string[] {
  const path = join(folder, ...slot);
  return existsSync(path) ? readdirSync(path).map((file) => `${slot[1]}/${file}`) : [];
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'strings' : typeof value === 'object' ? 'table' : typeof value;
}

/** Tables and indexes that a migration makes without the plugin's prefix. */
function foreignNames(sql: string, id: string): string[] {
  const made =
    /\bCREATE\s+(?:UNIQUE\s+)?(?:VIRTUAL\s+)?(?:TABLE|INDEX)\s+(?:IF\s+NOT\s+EXISTS\s+)?["[`]?(\w+)/gi;
  const prefix = `${id.replaceAll('-', '_')}_`;
  const names = [...sql.matchAll(made)].map((match) => match[1] ?? '');
  return names.filter((name) => !name.startsWith(prefix) && !(id === 'state' && SEED_TABLES.includes(name)));
}
