import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPool } from '../../src/domain/pool.ts';

describe('pool', () => {
  it('refuses what the specs together cannot afford, and says how to go on', () => {
    const pool = createPool(1);
    expect(pool.reserve('a', 0, 0.6)).toBeUndefined();
    expect(pool.reserve('b', 0, 0.6)).toMatchObject({
      status: 'paused',
      reason: expect.stringContaining('--raise-run-budget 2'),
    });
  });

  it('gives back what a spec did not use', () => {
    const pool = createPool(1);
    pool.reserve('a', 0, 0.9);
    pool.settle('a', 0.1);
    expect(pool.reserve('b', 0, 0.6)).toBeUndefined();
  });

  it('never grants more than the cap, whatever the order', () => {
    const asks = fc.array(
      fc.record({ spec: fc.constantFrom('a', 'b', 'c'), amount: fc.double({ min: 0, max: 3, noNaN: true }) }),
    );
    fc.assert(
      fc.property(asks, (calls) => {
        const pool = createPool(5);
        const granted = new Map<string, number>();
        for (const { spec, amount } of calls)
          if (pool.reserve(spec, 0, amount) === undefined) granted.set(spec, amount);
        expect([...granted.values()].reduce((sum, usd) => sum + usd, 0)).toBeLessThanOrEqual(5);
      }),
    );
  });
});
