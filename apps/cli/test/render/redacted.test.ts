import { createRedactor } from '@mmm/kernel';
import { expect, it } from 'vitest';
import { redacted } from '../../src/render/redacted.ts';

const redact = createRedactor({ SHOP_TOKEN: 'correct-horse-battery' });

it('masks secrets in every text, and keeps the rest', () => {
  const data = { a: ['x correct-horse-battery y', 1], b: null };
  expect(redacted(data, redact)).toEqual({ a: ['x [redacted] y', 1], b: null });
});

it('masks secrets that control characters split', () => {
  expect(redacted(['correct-\u001b[0mhorse-battery'], redact)).toEqual(['[redacted]']);
});

it('gives back what holds no secret', () => {
  const data = { a: '\u001b[31mred' };
  expect(redacted(data, redact)).toBe(data);
  expect(redacted(undefined, redact)).toBeUndefined();
});
