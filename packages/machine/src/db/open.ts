// The one home of better-sqlite3. Settings and their reasons: WAL with full synchronisation keeps every acknowledged
// commit through a kill and a loss of power; immediate transactions never end in SQLITE_BUSY halfway.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Clock, type Database, type Files, isMmmError, type SqlParams } from '@mmm/plugin-api';
import BetterSqlite from 'better-sqlite3';
import { newestBackup } from './backup.ts';
import { codedError, sqliteCodeOf } from './coded.ts';
import { errors } from './errors.ts';
import { migrate, type PluginMigrations } from './migrate.ts';
import { networkFileSystem } from './network.ts';
import { enter, type Presence } from './presence.ts';

export type Sqlite = BetterSqlite.Database;

export type OpenDatabase = Database & { close(): void };

interface OpenRequest {
  readonly path: string;
  /** In the order in which they are applied. */
  readonly migrations: readonly PluginMigrations[];
  readonly clock: Clock;
  readonly files: Files;
}

const BUSY_MS = 10_000;
const RETRY_MS = 20;

/** Opens a database, checks it where the last process was killed, and applies the migrations that it lacks. */
export async function openDatabase(request: OpenRequest): Promise<OpenDatabase> {
  const { path } = request;
  let sqlite: Sqlite | undefined;
  let presence: Presence | undefined;
  try {
    prepareFolder(dirname(path));
    presence = enter(path);
    closeSync(openSync(path, 'a', 0o600));
    sqlite = new BetterSqlite(path, { timeout: BUSY_MS });
    await configure(sqlite);
    if (presence.unclean) checkIntegrity(sqlite, path);
    await migrate(sqlite, request);
    presence.settle();
    return database(sqlite, path, presence);
  } catch (error) {
    sqlite?.close();
    presence?.leave();
    throw codedError(error, path);
  }
}

/** For this person only, like the files in it: SQLite gives those that it makes the mode of the database. */
function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kind = networkFileSystem(folder);
  if (kind !== undefined) throw errors.NETWORK_FILE_SYSTEM({ path: folder, kind });
}

async function configure(sqlite: Sqlite): Promise<void> {
  await patiently(() => sqlite.pragma('journal_mode = WAL'));
  sqlite.exec(`PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
    PRAGMA journal_size_limit = ${64 * 1024 * 1024}`);
}

/** The change to WAL and the recovery of a log do not wait for other processes by themselves. */
async function patiently(work: () => void): Promise<void> {
  const deadline = performance.now() + BUSY_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!sqliteCodeOf(error)?.startsWith('SQLITE_BUSY') || performance.now() > deadline) throw error;
    }
    await setTimeout(RETRY_MS);
  }
}

function checkIntegrity(sqlite: Sqlite, path: string): void {
  const found = String(sqlite.pragma('quick_check(1)', { simple: true }));
  if (found !== 'ok') throw errors.CORRUPT({ path, found, backup: newestBackup(path) });
}

function database(sqlite: Sqlite, path: string, presence: Presence): OpenDatabase {
  const statements = new Map<string, BetterSqlite.Statement>();

  function prepare(sql: string): BetterSqlite.Statement {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = sqlite.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  }

  function coded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw isMmmError(error) ? error : codedError(error, path);
    }
  }

  return {
    // SQLite hands out rows of the SqlValue types only.
    get: (sql, params) => coded(() => prepare(sql).get(...bound(params)) as ReturnType<Database['get']>),
    all: (sql, params) => coded(() => prepare(sql).all(...bound(params)) as ReturnType<Database['all']>),
    run: (sql, params) =>
      coded(() => {
        const { changes, lastInsertRowid } = prepare(sql).run(...bound(params));
        return { changes, lastId: Number(lastInsertRowid) };
      }),
    write: (work) => coded(() => sqlite.transaction(work).immediate()),
    close() {
      if (!sqlite.open) return;
      sqlite.close();
      presence.leave();
    },
  };
}

function bound(params: SqlParams | undefined): readonly unknown[] {
  return params === undefined ? [] : Array.isArray(params) ? params : [params];
}
