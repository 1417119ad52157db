import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMmmError, type MmmError } from '@mmm/plugin-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../src/db/open.ts';
import { systemClock } from '../../src/system/clock.ts';
import { systemFiles } from '../../src/system/files.ts';

const COUNTER = 'CREATE TABLE counter (n INTEGER PRIMARY KEY) STRICT;';
let folder: string;
let path: string;
let sql: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mmm-db-'));
  path = join(folder, 'data', 'state.db');
  sql = join(folder, 'migrations');
  mkdirSync(sql);
  writeFileSync(join(sql, '0001_counter.sql'), COUNTER);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (files = systemFiles): Promise<OpenDatabase> =>
  openDatabase({ path, migrations: [{ plugin: 'counter', folder: sql }], clock: systemClock, files });

async function failure(work: () => Promise<unknown> | unknown): Promise<MmmError> {
  try {
    await work();
  } catch (error) {
    if (isMmmError(error)) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

async function opened<T>(work: (database: OpenDatabase) => T): Promise<T> {
  const database = await open();
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function startWriter(count: number): ReturnType<typeof spawn> {
  const args = [join(import.meta.dirname, 'writer.ts'), path, sql, String(count)];
  return spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH },
  });
}

describe('openDatabase', () => {
  it('makes a database that only this person can read', async () => {
    const database = await open();
    database.run('INSERT INTO counter (n) VALUES (1)');
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    database.close();
  });

  it('uses the settings that keep what was acknowledged', async () => {
    const settings = await opened((database) =>
      ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema'].map(
        (name) => Object.values(database.get(`PRAGMA ${name}`) ?? {})[0],
      ),
    );
    expect(settings).toEqual(['wal', 2, 1, 10_000, 0]);
  });

  it('binds by place and by name, and gives texts, numbers, nulls and bytes back', async () => {
    const row = await opened((database) => {
      const bytes = Uint8Array.of(1, 2);
      return [
        database.get('SELECT ? AS a, ? AS b', ['x', null]),
        database.get('SELECT :n AS n, :bytes AS bytes', { n: 2n, bytes }),
        database.all('SELECT n FROM counter'),
        database.run('INSERT INTO counter (n) VALUES (:n)', { n: 7 }),
      ];
    });
    expect(row).toEqual([
      { a: 'x', b: null },
      { n: 2, bytes: Buffer.of(1, 2) },
      [],
      { changes: 1, lastId: 7 },
    ]);
  });

  it('rolls back what throws, and a nested part alone where it is caught', async () => {
    const rows = await opened((database) => {
      const add = (n: number): unknown => database.run('INSERT INTO counter (n) VALUES (?)', [n]);
      expect(() =>
        database.write(() => {
          add(1);
          throw new Error('no');
        }),
      ).toThrow('no');
      database.write(() => {
        add(2);
        database.write(() => add(3));
        expect(() =>
          database.write(() => {
            add(4);
            add(4);
          }),
        ).toThrow(/UNIQUE/);
      });
      return database.all('SELECT n FROM counter');
    });
    expect(rows).toEqual([{ n: 2 }, { n: 3 }]);
  });

  it('closes twice without harm', async () => {
    const database = await open();
    database.close();
    database.close();
  });
});

describe('migrations', () => {
  it('are applied once, in order, each plugin for itself', async () => {
    writeFileSync(join(sql, '0002_more.sql'), 'ALTER TABLE counter ADD COLUMN label TEXT;');
    await opened(() => {});
    const rows = await opened((database) =>
      database.all('SELECT plugin, number, name FROM kernel_migrations'),
    );
    expect(rows).toEqual([
      { plugin: 'counter', number: 1, name: '0001_counter' },
      { plugin: 'counter', number: 2, name: '0002_more' },
    ]);
    expect(backups()).toEqual([]);
  });

  it('are not read again while nothing changes', async () => {
    await opened(() => {});
    const database = await open({
      ...systemFiles,
      readText: () => Promise.reject(new Error('it read a file')),
    });
    database.close();
  });

  it('are preceded by a backup that can be put back, and the newest three are kept', async () => {
    await opened((database) => database.run('INSERT INTO counter (n) VALUES (5)'));
    for (const number of [2, 3, 4, 5, 6]) {
      writeFileSync(join(sql, `000${number}_t.sql`), `CREATE TABLE t${number} (x TEXT) STRICT;`);
      await opened(() => {});
    }
    expect(backups()).toEqual(['state.db.backup-3', 'state.db.backup-4', 'state.db.backup-5']);
    expect(statSync(`${path}.backup-5`).mode & 0o777).toBe(0o600);
    writeFileSync(path, readFileSync(`${path}.backup-5`));
    expect(await opened((database) => database.all('SELECT n FROM counter'))).toEqual([{ n: 5 }]);
  });

  it('are refused where an applied one was edited', async () => {
    await opened(() => {});
    writeFileSync(join(sql, '0001_counter.sql'), `${COUNTER} -- edited`);
    const error = await failure(open);
    expect(error.code).toBe('MMM_DB_MIGRATION_EDITED');
    expect(error.message).toContain(join(sql, '0001_counter.sql'));
  });

  it('are refused, and nothing is touched, where the database is ahead', async () => {
    writeFileSync(join(sql, '0002_more.sql'), 'CREATE TABLE more (x TEXT) STRICT;');
    await opened(() => {});
    rmSync(join(sql, '0002_more.sql'));
    const before = readFileSync(path);
    const error = await failure(open);
    expect(error.code).toBe('MMM_DB_AHEAD');
    expect(error.message).toContain('0002_more');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('are rolled back where one fails, and those before it stay', async () => {
    writeFileSync(
      join(sql, '0002_bad.sql'),
      'CREATE TABLE half (x TEXT) STRICT; INSERT INTO nowhere VALUES (1);',
    );
    const error = await failure(open);
    expect(error.code).toBe('MMM_DB_MIGRATION_FAILED');
    expect(error.message).toContain('no such table: nowhere');
    rmSync(join(sql, '0002_bad.sql'));
    const tables = await opened((database) =>
      database.all("SELECT name FROM sqlite_schema WHERE name = 'half'"),
    );
    expect(tables).toEqual([]);
  });

  it('may not end the transaction that they run in', async () => {
    writeFileSync(join(sql, '0002_bad.sql'), 'COMMIT;');
    expect((await failure(open)).code).toBe('MMM_DB_MIGRATION_FAILED');
  });

  it('are numbered without gaps', async () => {
    writeFileSync(join(sql, '0003_gap.sql'), '');
    expect((await failure(open)).code).toBe('MMM_DB_MIGRATION_NAMES');
  });
});

describe('faults', () => {
  it('keeps every acknowledged commit of a writer that is killed', async () => {
    for (let life = 0; life < 5; life += 1) {
      const known = existsSync(path) ? await count() : 0;
      const writer = startWriter(1_000_000);
      let acknowledged = 0;
      writer.stdout?.on('data', (chunk: Buffer) => {
        acknowledged += chunk.length;
        if (acknowledged > 20 + life * 17) writer.kill('SIGKILL');
      });
      await once(writer, 'close');
      expect(acknowledged).toBeGreaterThan(0);
      expect(await count()).toBeGreaterThanOrEqual(known + acknowledged);
    }
  });

  it('lets eight processes write at once', { timeout: 60_000 }, async () => {
    const writers = Array.from({ length: 8 }, () => startWriter(50));
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'close'))[0]));
    expect(codes).toEqual(Array(8).fill(0));
    expect(await count()).toBe(400);
    expect(readdirSync(`${path}.open`)).toEqual(['held-state']);
  });

  it('finds damage after a process was killed, and names the backup', async () => {
    await opened((database) => {
      database.write(() => {
        for (let n = 0; n < 20_000; n += 1) database.run('INSERT INTO counter (n) VALUES (?)', [n]);
      });
    });
    writeFileSync(`${path}.backup-1`, '');
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(2048, 0xaa), 0, 2048, statSync(path).size - 4096 * 3);
    await opened(() => {});
    writeFileSync(join(`${path}.open`, '1_1_another-boot_1'), '');
    const error = await failure(open);
    expect(error.code).toBe('MMM_DB_CORRUPT');
    expect(error.hint).toContain(`cp "${path}.backup-1" "${path}"`);
    expect((await failure(open)).code).toBe('MMM_DB_CORRUPT');
  });

  it.each([
    ['garbage', () => writeFileSync(path, 'x'.repeat(8192)), 'MMM_DB_NOT_A_DATABASE'],
    ['an empty file', () => truncateSync(path, 0), 'MMM_DB_EMPTIED'],
    ['a folder', () => [rmSync(path), mkdirSync(path)], 'MMM_DB_NOT_WRITABLE'],
    [
      'nothing, beside a log that still holds commits',
      () => [rmSync(path), writeFileSync(`${path}-wal`, 'x')],
      'MMM_DB_EMPTIED',
    ],
  ])('refuses %s in the place of a database that held state', async (_title, damage, code) => {
    await opened(() => {});
    damage();
    expect((await failure(open)).code).toBe(code);
  });

  it('starts anew where the database was removed', async () => {
    await opened((database) => database.run('INSERT INTO counter (n) VALUES (5)'));
    rmSync(path);
    expect(await count()).toBe(0);
  });

  it('says which file cannot be written', async () => {
    path = '/sys/mmm/state.db';
    const error = await failure(open);
    expect(error).toMatchObject({ code: 'MMM_DB_NOT_WRITABLE' });
    expect(error.message).toContain(path);
  });

  it('forgets the killed once the database was found sound', async () => {
    await opened(() => {});
    writeFileSync(join(`${path}.open`, '1_1_another-boot_1'), '');
    await opened(() => {});
    expect(readdirSync(`${path}.open`)).toEqual(['held-state']);
  });
});

const count = (): Promise<number> =>
  opened((database) => Number(database.get('SELECT count(*) AS n FROM counter')?.n));

const backups = (): readonly string[] =>
  readdirSync(join(folder, 'data')).filter((name) => name.includes('backup'));
