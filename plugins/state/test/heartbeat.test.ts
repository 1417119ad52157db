import { unwrap } from '@mmm/plugin-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lease, StateService } from '../src/api.ts';
import { type OpenState, openState, projectFolder, stillClock } from './open-state.ts';

const BEAT = 10_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the heartbeat', () => {
  it('renews the lease at a third of its length', async () => {
    using project = projectFolder();
    const clock = stillClock(0);
    await using a = await openState(project.root, { clock });
    await create(a.state);
    expect(expiry(a)).toBe(30_000);
    clock.advance(BEAT);
    vi.advanceTimersByTime(BEAT - 1);
    expect(expiry(a)).toBe(30_000);
    vi.advanceTimersByTime(1);
    expect(expiry(a)).toBe(40_000);
  });

  it('stops when the run is released', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    await a.state.journal.release(await create(a.state), 'done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops when another process has taken the run over, and leaves its lease alone', async () => {
    using project = projectFolder();
    const later = stillClock(1_100_000);
    await using a = await openState(project.root, { pid: 4 });
    await using b = await openState(project.root, { pid: 5, clock: later });
    await create(a.state);
    const lease = unwrap(await b.state.journal.takeOver('r1'));
    vi.advanceTimersByTime(BEAT);
    expect(vi.getTimerCount()).toBe(1);
    expect(expiry(a)).toBe(1_130_000);
    await b.state.journal.release(lease, 'done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tries again when a renewal could not be written', async () => {
    using project = projectFolder();
    const clock = stillClock(0);
    await using a = await openState(project.root, { clock });
    const lease = await create(a.state);
    a.database.run(
      `CREATE TEMP TRIGGER full BEFORE UPDATE ON state_leases BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    clock.advance(BEAT);
    vi.advanceTimersByTime(BEAT);
    expect(expiry(a)).toBe(30_000);
    a.database.run('DROP TRIGGER full');
    vi.advanceTimersByTime(BEAT);
    expect(expiry(a)).toBe(40_000);
    await a.state.journal.check(lease);
  });

  it('stops with its host', async () => {
    using project = projectFolder();
    {
      await using a = await openState(project.root);
      await create(a.state);
      expect(vi.getTimerCount()).toBe(1);
    }
    expect(vi.getTimerCount()).toBe(0);
  });
});

async function create({ journal }: StateService): Promise<Lease> {
  return unwrap(await journal.create({ id: 'r1', kind: 'loop', input: null, claims: [] }));
}

function expiry({ database }: OpenState): unknown {
  return database.get('SELECT expires_at FROM state_leases')?.expires_at;
}
