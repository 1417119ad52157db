import { describe, expect, it } from 'vitest';
import { parseFileCheck } from '../../src/domain/file-check.ts';
import { check } from '../specs.ts';

describe('a file check', () => {
  it.each([
    ['`a.md` exists', { path: 'a.md', glob: false, expects: 'exists' }],
    ['a.md is absent', { path: 'a.md', glob: false, expects: 'absent' }],
    ['`src/**/*.ts` exists', { path: 'src/**/*.ts', glob: true, expects: 'exists' }],
    ['`./a` contains `x y`', { path: 'a', glob: false, expects: { verb: 'contains', value: 'x y' } }],
    ['`a` lacks `x`', { path: 'a', glob: false, expects: { verb: 'lacks', value: 'x' } }],
    ['`a` matches `^x$`', { path: 'a', glob: false, expects: { verb: 'matches', value: '^x$' } }],
  ])('is read from %s', (line, value) => {
    expect(parseFileCheck(check('file', line))).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'The check names no path.'],
    ['`../a` exists', 'The path ../a leads out of the project.'],
    ['`/etc/passwd` exists', 'The path /etc/passwd leads out of the project.'],
    ['`~/.ssh` exists', 'The path ~/.ssh leads out of the project.'],
    ['`C:\\a` exists', 'The path C:\\a leads out of the project.'],
    ['`a`', 'The check does not say what the file has to be.'],
    ['`a` is nice', '"is nice" is not understood.'],
    ['`a` contains "two words"', '"words"" at the end is not understood.'],
    ['`*.md` contains `x`', 'The glob *.md stands where one file has to be named.'],
  ])('says what is wrong with "%s"', (line, message) => {
    expect(parseFileCheck(check('file', line))).toMatchObject({ ok: false, flaw: { message } });
  });
});
