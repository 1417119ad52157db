import { messageOf } from '@mmm/plugin-api';
import { newestBackup } from './backup.ts';
import { errors } from './errors.ts';

const UNWRITABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'EEXIST']);

/** The code of an error of SQLite, with its extension; undefined for others. */
export function sqliteCodeOf(error: unknown): string | undefined {
  const code = codeOf(error);
  return code?.startsWith('SQLITE_') ? code : undefined;
}

/** A fault of the database or of its disk as one of ours; everything else as it is. */
export function codedError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const details = { cause: error };
  const is = (...names: readonly string[]): boolean =>
    names.some((name) => code === name || code.startsWith(`${name}_`));
  if (is('SQLITE_BUSY', 'SQLITE_LOCKED')) return errors.BUSY({ path }, details);
  if (is('SQLITE_CORRUPT'))
    return errors.CORRUPT({ path, found: messageOf(error), backup: newestBackup(path) }, details);
  if (is('SQLITE_NOTADB')) return errors.NOT_A_DATABASE({ path, backup: newestBackup(path) }, details);
  if (is('SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_PERM') || UNWRITABLE.has(code))
    return errors.NOT_WRITABLE({ path }, details);
  if (is('SQLITE_FULL', 'SQLITE_IOERR', 'ENOSPC', 'EDQUOT', 'EIO', 'EFBIG'))
    return errors.DISK({ path, why: messageOf(error) }, details);
  return error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
