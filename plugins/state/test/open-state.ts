// Two or more state services on one real database file, each as if it lived in a process of its own.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Database, PluginContext, ProcessIdentity, Row, SqlParams } from '@mmm/plugin-api';
import BetterSqlite from 'better-sqlite3';
import type { Projection, StateService } from '../src/api.ts';
import executions from '../src/projections/executions.ts';
import specStatus from '../src/projections/spec-status.ts';
import { createState } from '../src/service.ts';

/** A clock that stands still until it is told. */
export interface StillClock extends Clock {
  advance(ms: number): void;
}

/** Which processes of the pretended machine are alive. */
export interface Machine {
  readonly bootId: string;
  readonly dead: Set<number>;
}

export interface OpenState extends AsyncDisposable {
  readonly state: StateService;
  readonly database: Database;
  readonly context: PluginContext;
  readonly logged: readonly string[];
}

export interface OpenOptions {
  readonly pid?: number;
  readonly clock?: Clock;
  readonly machine?: Machine;
  readonly environment?: Readonly<Record<string, string>>;
  readonly projections?: readonly Projection[];
}

const migrations = join(import.meta.dirname, '..', 'migrations');

export function stillClock(start = 1_000_000): StillClock {
  let now = start;
  return {
    now: () => now,
    monotonic: () => now,
    sleep: () => Promise.resolve(),
    advance(ms) {
      now += ms;
    },
  };
}

export function machine(bootId = 'boot-1'): Machine {
  return { bootId, dead: new Set() };
}

/** An empty project folder that is removed at the end of the block. */
export function projectFolder(): { readonly root: string } & Disposable {
  const root = mkdtempSync(join(tmpdir(), 'mmm-state-'));
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

export function openState(root: string, options: OpenOptions = {}): OpenState {
  const { database, close } = openDatabase(root);
  const logged: string[] = [];
  const context = contextOf(root, database, logged, options);
  const state = createState(context);
  return {
    state,
    database,
    context,
    logged,
    [Symbol.asyncDispose]: async () => {
      await state.dispose();
      close();
    },
  };
}

function contextOf(root: string, database: Database, logged: string[], options: OpenOptions): PluginContext {
  const { clock = stillClock(), pid = 1, environment = {} } = options;
  const { bootId, dead } = options.machine ?? machine();
  const projections = options.projections ?? [specStatus, executions];
  const log = (message: string): void => {
    logged.push(message);
  };
  const parts: Partial<PluginContext> = {
    clock,
    log: { debug: log, info: log, warn: log, error: log },
    requireProject: () => ({ root, trusted: true }),
    database: () => Promise.resolve(database),
  };
  // A test's own context: it has what the state plugin asks for and nothing else.
  return {
    ...parts,
    config: { number: () => 30 },
    processes: {
      self: identity(pid, bootId),
      environment,
      isAlive: (other: ProcessIdentity) => other.bootId === bootId && !dead.has(other.pid),
    },
    contributions: () =>
      Promise.resolve(projections.map((projection) => ({ load: () => Promise.resolve(projection) }))),
  } as unknown as PluginContext;
}

function identity(pid: number, bootId: string): ProcessIdentity {
  return { pid, bootId, startedAt: `start-of-${pid}` };
}

function openDatabase(root: string): { readonly database: Database; close(): void } {
  mkdirSync(join(root, '.mmm'), { recursive: true });
  const sqlite = new BetterSqlite(join(root, '.mmm', 'state.db'), { timeout: 10_000 });
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('foreign_keys = ON');
  sqlite
    .transaction(() => {
      if (sqlite.pragma('user_version', { simple: true }) !== 0) return;
      for (const file of readdirSync(migrations).sort()) {
        sqlite.exec(readFileSync(join(migrations, file), 'utf8'));
      }
      sqlite.pragma('user_version = 1');
    })
    .immediate();
  return { database: wrap(sqlite), close: () => sqlite.close() };
}

function wrap(sqlite: BetterSqlite.Database): Database {
  const statements = new Map<string, BetterSqlite.Statement>();
  const prepared = (sql: string): BetterSqlite.Statement => {
    const statement = statements.get(sql) ?? sqlite.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const bound = (params: SqlParams | undefined): unknown[] => (params === undefined ? [] : [params]);
  return {
    get: (sql, params) => prepared(sql).get(...bound(params)) as Row | undefined,
    all: (sql, params) => prepared(sql).all(...bound(params)) as Row[],
    run(sql, params) {
      const { changes, lastInsertRowid } = prepared(sql).run(...bound(params));
      return { changes, lastId: Number(lastInsertRowid) };
    },
    write: (work) => (sqlite.inTransaction ? work() : sqlite.transaction(work).immediate()),
  };
}
