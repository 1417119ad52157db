import { describe, expect, it } from 'vitest';
import { isFree, leaseTerms } from '../../src/domain/lease.ts';

const owner = { pid: 7, bootId: 'boot-1', startedAt: '5' };
const hold = { owner, acquiredAt: 0, expiresAt: 30_000 };
const terms = leaseTerms(30);

describe('a lease', () => {
  it('beats three times in its length', () => {
    expect(leaseTerms(30)).toEqual({ leaseMs: 30_000, heartbeatMs: 10_000 });
    expect(leaseTerms(1)).toEqual({ leaseMs: 1000, heartbeatMs: 333 });
  });

  it.each([
    ['its owner lives and it has not expired', { now: 30_000 }, false],
    ['it has expired by less than a heartbeat', { now: 40_000 }, false],
    ['it has expired by more than a heartbeat', { now: 40_001 }, true],
    ['its owner is gone', { now: 0, alive: false }, true],
    ['the machine was started anew', { now: 0, bootId: 'boot-2' }, true],
    ['the clock was set back', { now: -100_000 }, false],
  ])('is judged where %s', (_case, seen: { now: number; alive?: boolean; bootId?: string }, free) => {
    const observer = { now: seen.now, bootId: seen.bootId ?? 'boot-1', isAlive: () => seen.alive ?? true };
    expect(isFree(hold, terms, observer)).toBe(free);
  });

  it('is judged by the whole identity of its owner', () => {
    const asked: unknown[] = [];
    isFree(hold, terms, {
      now: 0,
      bootId: 'boot-1',
      isAlive(identity) {
        asked.push(identity);
        return true;
      },
    });
    expect(asked).toEqual([owner]);
  });
});
