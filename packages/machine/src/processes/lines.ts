import type { OutputLine } from '@mmm/plugin-api';
import { wholeStart } from './output.ts';

export const LONGEST_LINE: number = 8 * 1024 * 1024;
// Beyond this the child waits until somebody reads.
const WAITING_BYTES = 1024 * 1024;
// What a line costs besides its text.
const LINE_COST = 64;

/** Splits bytes into lines for one reader. */
export interface LineQueue {
  /** False where the reader lags so far behind that the source has to pause until `onDrain`. */
  push(chunk: Uint8Array): boolean;
  end(): void;
  readonly lines: AsyncIterable<OutputLine>;
}

export function queueLines(onDrain: () => void): LineQueue {
  let parts: Uint8Array[] = [];
  let partBytes = 0;
  let cut = false;
  let waiting: OutputLine[] = [];
  let waitingBytes = 0;
  let ended = false;
  let abandoned = false;
  let wake: (() => void) | undefined;

  function add(piece: Uint8Array): void {
    const room = LONGEST_LINE - partBytes;
    if (piece.length > room) cut = true;
    if (room <= 0 || piece.length === 0) return;
    const kept = piece.subarray(0, room);
    // A chunk's memory is shared with the chunks after it; a copy frees those.
    parts.push(Uint8Array.from(kept));
    partBytes += kept.length;
  }

  function complete(): void {
    const bytes = Buffer.concat(parts, partBytes);
    const text = cut ? wholeStart(bytes) : bytes.toString('utf8');
    waiting.push({ text: text.endsWith('\r') ? text.slice(0, -1) : text, cut });
    waitingBytes += partBytes + LINE_COST;
    parts = [];
    partBytes = 0;
    cut = false;
  }

  async function* read(): AsyncGenerator<OutputLine> {
    try {
      for (;;) {
        const batch = waiting;
        waiting = [];
        waitingBytes = 0;
        onDrain();
        yield* batch;
        if (waiting.length > 0) continue;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      abandoned = true;
      waiting = [];
      onDrain();
    }
  }

  return {
    push(chunk) {
      if (abandoned) return true;
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        add(chunk.subarray(start, end));
        complete();
        start = end + 1;
      }
      add(chunk.subarray(start));
      wake?.();
      return waitingBytes < WAITING_BYTES;
    },
    end() {
      if (partBytes > 0) complete();
      ended = true;
      wake?.();
    },
    lines: { [Symbol.asyncIterator]: read },
  };
}
