import { expect, it } from 'vitest';
import { nearest } from '../../src/domain/nearest.ts';

it.each([
  ['05-logni', ['05-login', '06-logout'], ['05-login']],
  ['LOGIN', ['05-login', '06-logout'], ['05-login']],
  ['xyz', ['05-login', '06-logout'], []],
  ['', ['05-login'], []],
])('"%s" among %j comes nearest to %j', (typed, candidates, expected) => {
  expect(nearest(typed, candidates)).toEqual(expected);
});
