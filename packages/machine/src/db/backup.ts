import { chmodSync, closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Sqlite } from './open.ts';

const KEPT = 3;

/** Copies the database, with what its log holds, to `<path>.backup-<n>` beside it, and keeps the newest three. */
export function backUp(sqlite: Sqlite, path: string): string {
  const numbers = backupNumbers(path);
  const target = `${path}.backup-${(numbers.at(-1) ?? 0) + 1}`;
  // Renamed when it is whole, so that a backup that a kill cut short is never the newest one.
  const partial = `${path}.partial-${process.pid}`;
  rmSync(partial, { force: true });
  closeSync(openSync(partial, 'wx', 0o600));
  try {
    sqlite.prepare('VACUUM INTO ?').run(partial);
    chmodSync(partial, 0o600);
    sync(partial);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  for (const number of numbers.slice(0, Math.max(0, numbers.length + 1 - KEPT)))
    rmSync(`${path}.backup-${number}`, { force: true });
  return target;
}

export function newestBackup(path: string): string | undefined {
  const newest = backupNumbers(path).at(-1);
  return newest === undefined ? undefined : `${path}.backup-${newest}`;
}

function backupNumbers(path: string): readonly number[] {
  const prefix = `${basename(path)}.backup-`;
  return namesIn(dirname(path))
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .sort((a, b) => a - b);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
