import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { createLogger } from '../../src/log/logger.ts';
import { systemClock } from '../../src/system/clock.ts';
import { folderWith } from '../fixture.ts';

const NOON = Date.UTC(2026, 0, 31, 12);
const DAY = 24 * 60 * 60 * 1000;
const redact = (text: string): string => text.replaceAll('hunter2', '[redacted]');

function clockAt(start: number): Clock & { skip(ms: number): void } {
  let now = start;
  return { ...systemClock, now: () => now, skip: (ms) => (now += ms) };
}

function entries(folder: string, day: string): readonly unknown[] {
  const lines = readFileSync(join(folder, `${day}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line));
}

it('writes entries in order, redacted, one file a day', async () => {
  const folder = join(folderWith(), 'logs');
  const clock = clockAt(NOON);
  const log = createLogger({ folder: () => folder, redact, clock, level: 'info' });
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  log.for('specs').info('password hunter2', { deep: [{ text: 'hunter2' }], size: 2n });
  log.for('loop').debug('too much');
  log.for('loop').warn('a circle', circle);
  log.for('loop').error('failed', { error: new Error('no hunter2') });
  clock.skip(DAY);
  log.for('loop').info('tomorrow');
  await log.close();
  await log.close();
  expect(entries(folder, '2026-01-31')).toMatchObject([
    {
      level: 'info',
      plugin: 'specs',
      time: '2026-01-31T12:00:00.000Z',
      msg: 'password [redacted]',
      fields: { deep: [{ text: '[redacted]' }], size: '2' },
    },
    {
      level: 'warn',
      plugin: 'loop',
      msg: 'a circle',
      fields: { unwritable: expect.stringContaining('circular') },
    },
    { level: 'error', plugin: 'loop', fields: { error: { message: 'no [redacted]' } } },
  ]);
  expect(entries(folder, '2026-02-01')).toMatchObject([{ msg: 'tomorrow' }]);
  expect(statSync(join(folder, '2026-01-31.jsonl')).mode & 0o777).toBe(0o600);
});

it('takes entries again after it was closed', async () => {
  const folder = folderWith();
  const log = createLogger({ folder: () => folder, redact, clock: clockAt(NOON), level: 'debug' });
  log.for('a').info('one');
  await log.close();
  log.for('a').debug('two');
  await log.close();
  expect(entries(folder, '2026-01-31')).toHaveLength(2);
});

it('drops entries that have no place to go', async () => {
  const blocked = join(folderWith({ file: '' }), 'file', 'logs');
  const taken = folderWith();
  mkdirSync(join(taken, '2026-01-31.jsonl'));
  for (const folder of [undefined, blocked, taken]) {
    const log = createLogger({ folder: () => folder, redact, clock: clockAt(NOON), level: 'info' });
    log.for('a').info('one');
    await log.close();
    log.for('a').info('two');
    await log.close();
  }
  expect(readdirSync(taken)).toEqual(['2026-01-31.jsonl']);
});
