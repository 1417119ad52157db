import { expect, it } from 'vitest';
import { nearest } from '../../src/domain/nearest.ts';

it.each([
  ['cluade', 'claude'],
  ['script', 'script'],
  ['scrip', 'script'],
  ['codex', undefined],
  ['', undefined],
])('finds for %j %s', (given, found) => {
  expect(nearest(given, ['claude', 'command', 'replay', 'script'])).toBe(found);
});
