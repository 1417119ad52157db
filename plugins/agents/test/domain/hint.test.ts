import { expect, it } from 'vitest';
import { hintIn } from '../../src/domain/hint.ts';

it.each([
  ['Done. @mmm:complete', 'complete'],
  ['@mmm:blocked: no database', 'blocked'],
  ['Look at it, @mmm:needs-review.', 'needs-review'],
  ['COMPLETED: all of it', 'complete'],
  ['All tests pass.\nCOMPLETED: yes', 'complete'],
  ['@mmm:complete, no: @mmm:blocked', 'blocked'],
  ['I will say COMPLETED: later', undefined],
  ['@mmm:completely', undefined],
  ['@mmm:done', undefined],
  ['', undefined],
])('reads %j as %s', (text, hint) => {
  expect(hintIn(text)).toBe(hint);
});
