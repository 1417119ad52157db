import { describe, expect, it } from 'vitest';
import { parseCommandCheck } from '../../src/domain/command-check.ts';
import { check, command } from '../specs.ts';

describe('a command check', () => {
  it.each([
    ['`npm test`', 0, []],
    ['`npm test` exits 2', 2, []],
    ['`npm test` exits with 0', 0, []],
    ['`a` prints `hi`', 0, [{ verb: 'contains', value: 'hi' }]],
    ['`a` exits 1 and matches `^no`', 1, [{ verb: 'matches', value: '^no' }]],
    ['`a` lacks `warning`', 0, [{ verb: 'lacks', value: 'warning' }]],
  ])('is read from %s', (line, exitCode, output) => {
    expect(parseCommandCheck(command(line))).toMatchObject({ ok: true, value: { exitCode, output } });
  });

  it.each([
    ['npm test', 'The check has no command in backticks.'],
    ['` `', 'The command is empty.'],
    ['`a` exits soon', '"soon" is not an exit code.'],
    ['`a` exits 256', '"256" is not an exit code.'],
    ['`a` prints', 'Nothing stands behind "prints".'],
    ['`a` should pass', '"should pass" behind the command is not understood.'],
    [
      '`a` matches `(`',
      '`(` is not a regular expression: Invalid regular expression: /(/m: Unterminated group.',
    ],
  ])('says what is wrong with %s', (line, message) => {
    expect(parseCommandCheck(check('command', line))).toMatchObject({ ok: false, flaw: { message } });
  });
});
