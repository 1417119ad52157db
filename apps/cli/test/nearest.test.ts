import { expect, it } from 'vitest';
import { nearest } from '../src/nearest.ts';

it.each([
  ['lsit', 'list'],
  ['spec lst', 'spec list'],
  ['zzzzzz', undefined],
  ['', undefined],
])('guesses for "%s": %s', (typed, expected) => {
  expect(nearest(typed, ['list', 'spec list', 'run'])).toBe(expected);
});

it('guesses nothing where there is nothing to choose from', () => {
  expect(nearest('list', [])).toBeUndefined();
});
