import { expect, it } from 'vitest';
import { PRICES, PRICES_AS_OF, priceOf } from '../../src/domain/prices.ts';

const MILLION = { inputTokens: 1e6, outputTokens: 1e6, cacheReadTokens: 1e6, cacheWriteTokens: 1e6 };

it.each([
  ['claude-opus-5-5', 29.2],
  ['claude-sonnet-4-5-20250929', 22.05],
  ['claude-fable-5-2', 58.2],
  ['claude-fable-5', 73.5],
  ['made-up-1', undefined],
  [undefined, undefined],
])('prices a million tokens of each kind of %s at %s USD', (model, usd) => {
  expect(priceOf(model, MILLION)).toEqual(usd === undefined ? undefined : expect.closeTo(usd));
});

it('names each model once, before any shorter name that would hide it', () => {
  const hidden = PRICES.filter(({ model }, index) =>
    PRICES.slice(0, index).some((earlier) => model.startsWith(earlier.model)),
  );
  expect(hidden).toEqual([]);
});

it('says how old it is', () => {
  expect(Date.parse(PRICES_AS_OF)).not.toBeNaN();
});
