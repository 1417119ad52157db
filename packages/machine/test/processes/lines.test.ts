import type { OutputLine } from '@mmm/plugin-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_LINE, queueLines } from '../../src/processes/lines.ts';

async function split(chunks: readonly Uint8Array[]): Promise<readonly OutputLine[]> {
  const queue = queueLines(() => {});
  for (const chunk of chunks) queue.push(chunk);
  queue.end();
  const lines: OutputLine[] = [];
  for await (const line of queue.lines) lines.push(line);
  return lines;
}

describe('queueLines', () => {
  it('gives the same lines however the bytes are cut', async () => {
    const texts = fc.array(
      fc.string({ unit: 'grapheme' }).map((text) => text.toWellFormed().replace(/[\r\n]/g, '')),
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (lines, step) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''), 'utf8');
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += step) chunks.push(bytes.subarray(at, at + step));
        expect(await split(chunks)).toEqual(lines.map((text) => ({ text, cut: false })));
      }),
    );
  });

  it('replaces bytes that are not UTF-8', async () => {
    expect(await split([Buffer.from([0x61, 0xff, 0x0a])])).toEqual([{ text: 'a\ufffd', cut: false }]);
  });

  it('cuts a line that is too long, says so, and goes on with the next', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const [long, next] = await split([...Array<Buffer>(9).fill(chunk), Buffer.from('\nnext\n')]);
    expect(long?.cut).toBe(true);
    expect(long?.text.length).toBe(LONGEST_LINE);
    expect(next).toEqual({ text: 'next', cut: false });
  });

  it('asks its source to wait, and tells when there is room again', async () => {
    let drained = 0;
    const queue = queueLines(() => {
      drained += 1;
    });
    const chunk = Buffer.from(`${'x'.repeat(600_000)}\n`);
    expect(queue.push(chunk)).toBe(true);
    expect(queue.push(chunk)).toBe(false);
    const reader = queue.lines[Symbol.asyncIterator]();
    await reader.next();
    expect(drained).toBe(1);
    expect(queue.push(chunk)).toBe(true);
  });
});
