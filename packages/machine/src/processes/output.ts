import type { Output } from '@mmm/plugin-api';
import { crypto } from '../system/builtins.ts';

/** Keeps the start and the end of a stream in bounded memory, and hashes all of it. */
export interface OutputKeeper {
  push(chunk: Uint8Array): void;
  /** Call once, at the end. */
  finish(): Output;
}

export function keepOutput(keepBytes: number): OutputKeeper {
  const hash = crypto().createHash('sha256');
  const headLimit = Math.ceil(keepBytes / 2);
  const tailLimit = keepBytes - headLimit;
  const head: Uint8Array[] = [];
  let headBytes = 0;
  // The last `tailLimit` bytes, as a ring: `tailBytes` counts all that ever went in.
  let ring: Buffer | undefined;
  let tailBytes = 0;
  let bytes = 0;

  function pushTail(chunk: Uint8Array): void {
    if (tailLimit === 0) {
      tailBytes += chunk.length;
      return;
    }
    ring ??= Buffer.allocUnsafe(tailLimit);
    const last = chunk.subarray(Math.max(0, chunk.length - tailLimit));
    const start = (tailBytes + chunk.length - last.length) % tailLimit;
    const first = Math.min(last.length, tailLimit - start);
    ring.set(last.subarray(0, first), start);
    ring.set(last.subarray(first), 0);
    tailBytes += chunk.length;
  }

  function tail(): Buffer {
    if (ring === undefined) return Buffer.alloc(0);
    if (tailBytes <= tailLimit) return ring.subarray(0, tailBytes);
    const start = tailBytes % tailLimit;
    return Buffer.concat([ring.subarray(start), ring.subarray(0, start)]);
  }

  return {
    push(chunk) {
      hash.update(chunk);
      bytes += chunk.length;
      const forHead = chunk.subarray(0, headLimit - headBytes);
      if (forHead.length > 0) {
        head.push(Uint8Array.from(forHead));
        headBytes += forHead.length;
      }
      if (forHead.length < chunk.length) pushTail(chunk.subarray(forHead.length));
    },
    finish() {
      const cut = tailBytes - Math.min(tailBytes, tailLimit);
      const text =
        cut === 0
          ? Buffer.concat([...head, tail()]).toString('utf8')
          : `${wholeStart(Buffer.concat(head))}\n[… ${cut} bytes cut …]\n${wholeEnd(tail())}`;
      return { text, bytes, truncated: cut > 0, sha256: hash.digest('hex') };
    },
  };
}

/** Decodes bytes that were cut at their end: the part of a character that stands there is left out. */
export function wholeStart(bytes: Buffer): string {
  let end = bytes.length;
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length > back) end = bytes.length - back;
    break;
  }
  return bytes.toString('utf8', 0, end);
}

/** Decodes bytes that were cut at their start. */
function wholeEnd(bytes: Buffer): string {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return bytes.toString('utf8', start);
}
