import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventBuffer } from '../src/event-buffer.ts';

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const read: T[] = [];
  for await (const item of items) read.push(item);
  return read;
}

it('gives the newest items in order, up to its limit, however late they are read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), async (items, limit) => {
      const buffer = eventBuffer<number>(limit);
      for (const item of items) buffer.push(item);
      buffer.end();
      expect(await all(buffer)).toEqual(items.slice(-limit));
    }),
  );
});

it('gives everything to a reader that keeps up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), async (items) => {
      const buffer = eventBuffer<number>(1);
      const read = all(buffer);
      for (const item of items) {
        await new Promise((resolve) => setImmediate(resolve));
        buffer.push(item);
      }
      buffer.end();
      expect(await read).toEqual(items);
    }),
    { numRuns: 20 },
  );
});
