import { expect, it } from 'vitest';
import { parseStat } from '../../src/processes/identity.ts';

const rest = '1 2 3 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 4711 0';

it.each([
  ['a plain name', `42 (node) S ${rest}`, { startedAt: '4711', running: true }],
  ['a name with blanks and parentheses', `42 (a) Z (b c) S ${rest}`, { startedAt: '4711', running: true }],
  ['one that ended and was not waited for', `42 (node) Z ${rest}`, { startedAt: '4711', running: false }],
])('reads a stat line with %s', (_title, line, facts) => {
  expect(parseStat(line)).toEqual(facts);
});
