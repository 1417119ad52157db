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
  ['resets 12:30pm (UTC)', '2026-11-20T12:31:00Z'],
  ['resets 12:29pm (UTC)', '2026-11-20T12:31:00Z'],
  ['resets 12:20pm (UTC)', '2026-11-21T12:20:00Z'],
])('reads %j as %s', (text, time) => {
  expect(resetTimeIn(text, NOW)).toBe(Date.parse(time));
});

it.each([
  ['just after midnight', '2026-11-21T00:00:20Z', 'resets 11:59pm (UTC)', '2026-11-21T00:01:00Z'],
  ['before midnight', '2026-11-20T23:59:50Z', 'resets 12am (UTC)', '2026-11-21T00:00:00Z'],
  [
    'over the start of summer time',
    '2026-03-28T22:00:00Z',
    'resets 9am (Europe/Berlin)',
    '2026-03-29T07:00:00Z',
  ],
  [
    'over the end of summer time',
    '2026-10-24T21:00:00Z',
    'resets 9am (Europe/Berlin)',
    '2026-10-25T08:00:00Z',
  ],
  ['at a quarter past', '2026-11-20T12:00:00Z', 'resets 6:15pm (Asia/Kathmandu)', '2026-11-20T12:30:00Z'],
])('reads a time %s', (_, now, text, time) => {
  expect(resetTimeIn(text, Date.parse(now))).toBe(Date.parse(time));
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
