import { expect, it } from 'vitest';
import { systemClock } from '../../src/system/clock.ts';
import { systemRandom } from '../../src/system/random.ts';

it('sleeps, and wakes with the reason of the signal', async () => {
  const before = systemClock.monotonic();
  await systemClock.sleep(2);
  expect(systemClock.monotonic()).toBeGreaterThan(before);
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  const controller = new AbortController();
  const sleeping = systemClock.sleep(60_000, controller.signal);
  controller.abort(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
});

it('gives hexadecimal digits', () => {
  expect(systemRandom.hex(7)).toMatch(/^[0-9a-f]{7}$/);
  expect(systemRandom.uuid()).toMatch(/^[0-9a-f-]{36}$/);
});
