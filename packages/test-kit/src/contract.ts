// What holds for every plugin. A plugin's `test/contract.test.ts` is one call of this.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CatalogPlugin, openCatalog } from '@mmm/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './host.ts';

/** The seed's tables, which the state plugin keeps under their own names. */
const SEED_TABLES: readonly string[] = [
  'projects',
  'specifications',
  'executions',
  'state_snapshots',
  'events',
];

/** Registers the suite for the plugin in `folder`. */
export function pluginContract(folder: string): void {
  describe('the plugin contract', () => {
    let home: string;
    let plugin: CatalogPlugin;

    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'mmm-contract-'));
      const request = { home, version: '0.1.0', builtIn: [folder], root: undefined };
      const catalog = await openCatalog({ ...request, isTrusted: async () => false });
      const found = catalog.plugins[0];
      if (found === undefined)
        throw new Error(catalog.problems[0]?.error.message ?? `no plugin in ${folder}`);
      plugin = found;
    });
    afterAll(() => rmSync(home, { recursive: true, force: true }));

    it('has a file and a test for each command', () => {
      const files = plugin.manifest.commands.map((command) => command.file);
      for (const file of files) expect(file).toMatch(/^commands\//);
      expect(missing(folder, files, (file) => `src/${file}.ts`)).toEqual([]);
      expect(missing(folder, files, (file) => `test/${file}.test.ts`)).toEqual([]);
    });

    it('has a manifest entry for each file under commands and taps', () => {
      const { commands, taps } = plugin.manifest;
      const declared = [...commands, ...taps].map((entry) => `${entry.file}.ts`);
      const present = ['commands', 'taps'].flatMap((slot) => filesIn(folder, 'src', slot));
      expect(present.filter((file) => !declared.includes(file))).toEqual([]);
    });

    it('exports by default what the slot of each file asks for', async () => {
      const { commands, taps, contributes } = plugin.manifest;
      const exported = async (file: string): Promise<unknown> =>
        (await import(/* @vite-ignore */ join(folder, 'src', `${file}.ts`))).default;
      for (const { file } of commands) expect(await exported(file)).toHaveProperty('run');
      for (const { file, hook } of taps) expect(await exported(file)).toMatchObject({ hook });
      for (const { file } of contributes) expect(await exported(file)).toBeTypeOf('object');
    });

    it('activates without I/O and gives back what it registers', () => activates(folder, plugin));

    it('gives each configuration key a doc line, and a default that fits its type', () => {
      for (const { key, doc, type, default: value } of plugin.manifest.config) {
        expect(doc, key).not.toBe('');
        if (value !== undefined) expect(typeOf(value), key).toBe(type === 'integer' ? 'number' : type);
      }
    });

    it('numbers its migrations without gaps and names its tables after itself', () => {
      const { id, migrations } = plugin.manifest;
      for (const name of Object.values(migrations)) {
        const files = readdirSync(join(folder, name)).sort();
        expect(files.map((file) => Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]))).toEqual(
          files.map((_file, index) => index + 1),
        );
        for (const file of files) {
          const text = readFileSync(join(folder, name, file), 'utf8');
          expect(foreignNames(text, id), file).toEqual([]);
        }
      }
    });
  });
}

async function activates(folder: string, plugin: CatalogPlugin): Promise<void> {
  if (plugin.manifest.main === undefined) return;
  await using host: TestHost = await createTestHost({ plugins: [folder] });
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
