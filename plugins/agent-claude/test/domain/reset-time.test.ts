import { expect, it } from 'vitest';
import { resetTimeIn } from '../../src/domain/reset-time.ts';

const NOW = Date.parse('2026-11-20T12:30:20Z');

it.each([
  ['Claude AI usage limit reached|1735689600', '2025-01-01T00:00:00Z'],
  ['usage limit reached|1735689600000', '2025-01-01T00:00:00Z'],
  ["You've hit your 5-hour limit · resets 1:01pm (UTC)", '2026-11-20T13:01:00Z'],
  ['limit reached, resets at 3pm (Europe/Berlin)', '2026-11-20T14:00:00Z'],
  ['resets 9am (UTC)', '2026-11-21T09:00:00Z'],
  ['resets 12am (UTC)', '2026-11-21T00:00:00Z'],
  ['resets 12:45pm (UTC)', '2026-11-20T12:45:00Z'],
  ['resets 23:15 (UTC)', '2026-11-20T23:15:00Z'],
  ['resets 12:30pm (UTC)', '2026-11-21T12:30:00Z'],
])('reads %j as %s', (text, time) => {
  expect(resetTimeIn(text, NOW)).toBe(Date.parse(time));
});

it.each([
  'usage limit reached',
  'resets tomorrow',
  'resets 7',
  'resets 13pm (UTC)',
  'resets 25:00 (UTC)',
  'resets 9:75am (UTC)',
  'resets 9am (Atlantis)',
  'reached|17356',
])('is not sure of %j', (text) => {
  expect(resetTimeIn(text, NOW)).toBeUndefined();
});
