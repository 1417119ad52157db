import { expect, it } from 'vitest';
import { createAsk } from '../src/ask.ts';

it('gives the defaults where nobody is there to answer', async () => {
  const ask = createAsk({
    interactive: false,
    streams: process,
    signal: new AbortController().signal,
    onCancel: () => expect.unreachable(),
  });
  expect(ask.interactive).toBe(false);
  expect(await ask.confirm('Sure?', true)).toBe(true);
  expect(await ask.text('Name?', 'shop')).toBe('shop');
});
