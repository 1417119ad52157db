import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/domain/nearest.ts';

describe('the nearest kind', () => {
  it.each([
    ['comand', 'command'],
    ['jsn', 'json'],
    ['HTTP', 'http'],
    ['screenshot', undefined],
  ])('of %s is %s', (word, expected) => {
    expect(nearest(word, ['command', 'file', 'json', 'http', 'judge', 'human'])).toBe(expected);
  });
});
