// Each plugin's numbered .sql files, applied in order, once, and never changed afterwards.
import { join } from 'node:path';
import { type Clock, type Files, messageOf } from '@mmm/plugin-api';
import { crypto } from '../system/builtins.ts';
import { backUp } from './backup.ts';
import { sqliteCodeOf } from './coded.ts';
import { errors } from './errors.ts';
import type { Sqlite } from './open.ts';

export interface PluginMigrations {
  readonly plugin: string;
  /** The folder with `0001_name.sql`, `0002_name.sql`, … */
  readonly folder: string;
}

interface MigrateRequest {
  readonly path: string;
  readonly migrations: readonly PluginMigrations[];
  readonly clock: Clock;
  readonly files: Files;
}

interface Migration {
  readonly plugin: string;
  readonly number: number;
  readonly name: string;
  readonly file: string;
  readonly sql: string;
  readonly sha256: string;
}

const LEDGER = `
  CREATE TABLE IF NOT EXISTS kernel_migrations (
    plugin TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    applied_at INTEGER NOT NULL, PRIMARY KEY (plugin, number)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS kernel_migration_sets (
    plugin TEXT PRIMARY KEY, fingerprint TEXT NOT NULL
  ) STRICT;`;

/** Brings a database to the state of the migrations. One query where nothing changed since the last time. */
export async function migrate(sqlite: Sqlite, request: MigrateRequest): Promise<void> {
  const current = new Map<string, string>();
  for (const set of request.migrations) current.set(set.plugin, await fingerprintOf(set, request.files));
  const known = knownFingerprints(sqlite);
  const changed = request.migrations.filter((set) => known.get(set.plugin) !== current.get(set.plugin));
  if (changed.length === 0) return;

  const migrations: Migration[] = [];
  for (const set of changed) migrations.push(...(await readMigrations(set, request.files)));
  sqlite.transaction(() => sqlite.exec(LEDGER)).immediate();
  for (const { plugin } of changed)
    verifyLedger(
      sqlite,
      request.path,
      plugin,
      migrations.filter((migration) => migration.plugin === plugin),
    );

  const pending = migrations.filter((migration) => appliedAs(sqlite, migration) === undefined);
  const holdsState = sqlite.prepare('SELECT 1 FROM kernel_migrations LIMIT 1').get() !== undefined;
  if (pending.length > 0 && holdsState) backUp(sqlite, request.path);
  for (const migration of pending) apply(sqlite, migration, request);
  const remember = sqlite.prepare(
    'INSERT OR REPLACE INTO kernel_migration_sets (plugin, fingerprint) VALUES (?, ?)',
  );
  sqlite
    .transaction(() => changed.map(({ plugin }) => remember.run(plugin, current.get(plugin))))
    .immediate();
}

function apply(sqlite: Sqlite, migration: Migration, { path, clock }: MigrateRequest): void {
  const { plugin, number, name, file, sql, sha256 } = migration;
  const work = sqlite.transaction(() => {
    // Another process may have been faster.
    if (appliedAs(sqlite, migration) !== undefined) return;
    sqlite.exec(sql);
    if (!sqlite.inTransaction) throw new Error('it ends the transaction that it runs in');
    sqlite
      .prepare(
        'INSERT INTO kernel_migrations (plugin, number, name, sha256, applied_at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(plugin, number, name, sha256, clock.now());
  });
  try {
    work.immediate();
  } catch (error) {
    if (sqliteCodeOf(error)?.startsWith('SQLITE_BUSY')) throw error;
    throw errors.MIGRATION_FAILED({ path, plugin, file, why: messageOf(error) }, { cause: error });
  }
}

function verifyLedger(sqlite: Sqlite, path: string, plugin: string, migrations: readonly Migration[]): void {
  const newest = sqlite
    .prepare<[string], { number: number; name: string }>(
      'SELECT number, name FROM kernel_migrations WHERE plugin = ? ORDER BY number DESC LIMIT 1',
    )
    .get(plugin);
  if (newest !== undefined && newest.number > (migrations.at(-1)?.number ?? 0))
    throw errors.AHEAD({ path, plugin, migration: newest.name });
  for (const migration of migrations) {
    const applied = appliedAs(sqlite, migration);
    if (applied !== undefined && applied !== migration.sha256)
      throw errors.MIGRATION_EDITED({ path, plugin, file: migration.file });
  }
}

/** The checksum that a migration was applied with. */
function appliedAs(sqlite: Sqlite, { plugin, number }: Migration): string | undefined {
  return sqlite
    .prepare<[string, number], { sha256: string }>(
      'SELECT sha256 FROM kernel_migrations WHERE plugin = ? AND number = ?',
    )
    .get(plugin, number)?.sha256;
}

function knownFingerprints(sqlite: Sqlite): ReadonlyMap<string, string> {
  try {
    const rows = sqlite
      .prepare<[], { plugin: string; fingerprint: string }>(
        'SELECT plugin, fingerprint FROM kernel_migration_sets',
      )
      .all();
    return new Map(rows.map((row) => [row.plugin, row.fingerprint]));
  } catch (error) {
    // A new database has no such table yet.
    if (sqliteCodeOf(error) === 'SQLITE_ERROR') return new Map();
    throw error;
  }
}

async function fingerprintOf({ folder }: PluginMigrations, files: Files): Promise<string> {
  const names = (await files.list(folder)).filter((name) => name.endsWith('.sql'));
  const facts = await Promise.all(
    names.map(async (name) => {
      const found = await files.stat(join(folder, name));
      return `${name}:${found?.bytes}:${found?.modifiedAt}`;
    }),
  );
  return facts.join('\n');
}

async function readMigrations(
  { plugin, folder }: PluginMigrations,
  files: Files,
): Promise<readonly Migration[]> {
  const names = (await files.list(folder)).filter((name) => name.endsWith('.sql'));
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})_[a-z0-9_-]+\.sql$/.exec(name)?.[1] ?? Number.NaN);
      if (number !== index + 1)
        throw errors.MIGRATION_NAMES({
          folder,
          plugin,
          found: `"${name}" stands in the place of number ${index + 1}`,
        });
      const file = join(folder, name);
      const sql = (await files.readText(file)) ?? '';
      return {
        plugin,
        number,
        name: name.replace(/\.sql$/, ''),
        file,
        sql,
        sha256: digest(sql.replaceAll('\r\n', '\n')),
      };
    }),
  );
}

function digest(text: string): string {
  return crypto().createHash('sha256').update(text).digest('hex');
}
