// Between an agent that writes and somebody who reads, or does not: neither ever waits for the other.

export interface EventBuffer<T> extends AsyncIterable<T> {
  push(item: T): void;
  end(): void;
}

/** Keeps up to `limit` items that nobody has read yet; then the oldest of them go. For one reader. */
export function eventBuffer<T>(limit: number): EventBuffer<T> {
  let items: T[] = [];
  let first = 0;
  let ended = false;
  let wake: (() => void) | undefined;

  return {
    push(item) {
      items.push(item);
      if (items.length - first > limit) first += 1;
      if (first > limit) compact();
      wake?.();
    },
    end() {
      ended = true;
      wake?.();
    },
    async *[Symbol.asyncIterator]() {
      while (true) {
        const item = items[first];
        if (first < items.length && item !== undefined) {
          first += 1;
          yield item;
          continue;
        }
        compact();
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };

  function compact(): void {
    items = items.slice(first);
    first = 0;
  }
}
