// Who has a database open. Each process leaves a mark beside it and takes it away when it closes, so that the next one
// sees whether somebody was killed; a second file there remembers that the database once held state.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, selfIdentity } from '../processes/identity.ts';
import { newestBackup } from './backup.ts';
import { errors } from './errors.ts';

export interface Presence {
  /** Whether a process that had it open ended without closing it. */
  readonly unclean: boolean;
  /** The database is sound and holds state: forgets the dead and remembers that there is something to lose. */
  settle(): void;
  leave(): void;
}

const HELD_STATE = 'held-state';
let openings = 0;

/** Call before the file is made or opened. */
export function enter(path: string): Presence {
  const folder = `${path}.open`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  refuseLoss(path, join(folder, HELD_STATE));
  const dead = readdirSync(folder).filter((name) => name !== HELD_STATE && !isLiveMark(name));
  openings += 1;
  const { pid, bootId, startedAt } = selfIdentity();
  const mark = join(folder, [pid, encodeURIComponent(startedAt), bootId, openings].join('_'));
  writeFileSync(mark, '');
  return {
    unclean: dead.length > 0,
    settle() {
      for (const name of dead) rmSync(join(folder, name), { force: true });
      if (!existsSync(join(folder, HELD_STATE))) writeFileSync(join(folder, HELD_STATE), '');
    },
    leave: () => rmSync(mark, { force: true }),
  };
}

/** SQLite opens an empty file as a new database, and throws away a log whose database is gone. */
function refuseLoss(path: string, heldState: string): void {
  const size = sizeOf(path);
  const log = sizeOf(`${path}-wal`) ?? 0;
  if (size === undefined && log === 0) rmSync(heldState, { force: true });
  else if ((size === undefined && log > 0) || (size === 0 && existsSync(heldState)))
    throw errors.EMPTIED({ path, backup: newestBackup(path) });
}

function isLiveMark(name: string): boolean {
  const [pid, startedAt, bootId] = name.split('_');
  return isAlive({ pid: Number(pid), startedAt: decodeURIComponent(startedAt ?? ''), bootId: bootId ?? '' });
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}
