import { describe, expect, it } from 'vitest';
import { statusOf } from '../../src/domain/status.ts';

describe('statusOf', () => {
  it.each([
    [['done', 'already-met'], 'done'],
    [['done', 'waiting'], 'waiting'],
    [['waiting', 'stuck'], 'unmet'],
    [['unmet', 'paused'], 'paused'],
    [['paused', 'failed'], 'failed'],
    [['failed', 'tampered'], 'tampered'],
  ] as const)('%j is %s', (statuses, expected) => {
    expect(statusOf(statuses.map((status) => ({ status, tampered: false })))).toBe(expected);
  });

  it('calls a run tampered where the last iteration of an unmet spec was', () => {
    expect(statusOf([{ status: 'unmet', tampered: true }])).toBe('tampered');
  });
});
