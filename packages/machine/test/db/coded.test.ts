import { isMmmError } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { codedError } from '../../src/db/coded.ts';

it.each([
  ['SQLITE_BUSY_SNAPSHOT', 'MMM_DB_BUSY'],
  ['SQLITE_CORRUPT_VTAB', 'MMM_DB_CORRUPT'],
  ['SQLITE_NOTADB', 'MMM_DB_NOT_A_DATABASE'],
  ['SQLITE_READONLY_DIRECTORY', 'MMM_DB_NOT_WRITABLE'],
  ['SQLITE_FULL', 'MMM_DB_DISK'],
  ['SQLITE_IOERR_WRITE', 'MMM_DB_DISK'],
  ['ENOSPC', 'MMM_DB_DISK'],
  ['EACCES', 'MMM_DB_NOT_WRITABLE'],
])('%s becomes %s', (code, expected) => {
  const coded = codedError(Object.assign(new Error('why'), { code }), '/data/state.db');
  expect(isMmmError(coded) && coded.code).toBe(expected);
  expect(isMmmError(coded) && coded.message).toContain('/data/state.db');
});

it('leaves the errors of a statement as they are', () => {
  const error = Object.assign(new Error('UNIQUE'), { code: 'SQLITE_CONSTRAINT_UNIQUE' });
  expect(codedError(error, '/data/state.db')).toBe(error);
});
