import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepOutput } from '../../src/processes/output.ts';

const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 });

it('keeps short output as it is, however it is cut into chunks', () => {
  fc.assert(
    fc.property(chunks, (parts) => {
      const keeper = keepOutput(1000);
      for (const part of parts) keeper.push(part);
      const whole = Buffer.concat(parts);
      expect(keeper.finish()).toEqual({
        text: whole.toString('utf8'),
        bytes: whole.length,
        truncated: false,
        sha256: createHash('sha256').update(whole).digest('hex'),
      });
    }),
  );
});

it('keeps whole characters of the start and the end of long output', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 7 }),
      (text, keep, step) => {
        const bytes = Buffer.from(text.toWellFormed(), 'utf8');
        const keeper = keepOutput(keep);
        for (let at = 0; at < bytes.length; at += step) keeper.push(bytes.subarray(at, at + step));
        const output = keeper.finish();
        expect(output.truncated).toBe(bytes.length > keep);
        if (!output.truncated) return;
        const [head = '', tail = ''] = output.text.split(/\n\[… \d+ bytes cut …\]\n/);
        expect(text.toWellFormed().startsWith(head)).toBe(true);
        expect(text.toWellFormed().endsWith(tail)).toBe(true);
        expect(Buffer.byteLength(head) + Buffer.byteLength(tail)).toBeLessThanOrEqual(keep);
      },
    ),
  );
});
