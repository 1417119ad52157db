import { describe, expect, it } from 'vitest';
import { crashPoint } from '../src/crash-point.ts';

describe('the crash point', () => {
  it('lets every write through where the variable is not set', () => {
    const point = crashPoint({});
    expect([point(() => 1), point(() => 2)]).toEqual([1, 2]);
  });

  it.each(['0', '-1', 'x', '1.5', '', '3++'])('refuses "%s"', (text) => {
    expect(() => crashPoint({ MMM_CRASH_AT: text })).toThrow(`MMM_CRASH_AT is "${text}"`);
  });
});
