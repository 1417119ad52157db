import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyWidth, cut, fitColumns, pad, simpleWidth, widthFor } from '../../src/render/layout.ts';

const measure = await anyWidth();

it('measures columns, not characters', () => {
  expect(['abc', '古', 'é', 'e\u0301', '👩‍👩‍👧'].map(measure)).toEqual([3, 2, 1, 1, 2]);
});

it('takes the simple measure for simple text only', async () => {
  expect(await widthFor([{ kind: 'line', cells: ['plain, é, “quoted” …'] }])).toBe(simpleWidth);
  expect((await widthFor(['古']))('古')).toBe(2);
  expect(await widthFor(undefined)).toBe(simpleWidth);
});

it('agrees with the full measure wherever the simple one is taken', async () => {
  const { default: stringWidth } = await import('string-width');
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.integer({ min: 0x20, max: 0x2100 }).map((code) => String.fromCodePoint(code)) }),
      async (text) => {
        const simple = (await widthFor(text)) === simpleWidth;
        if (simple) expect(simpleWidth(text)).toBe(stringWidth(text));
      },
    ),
  );
});

it('fills with blanks on either side', () => {
  expect([pad('古', 2, 'left'), pad('7', 2, 'right'), pad('long', -2, 'left')]).toEqual([
    '古  ',
    '  7',
    'long',
  ]);
});

it('cuts with an ellipsis inside of the width', () => {
  expect([cut('abcdef', 4, measure), cut('abc', 3, measure), cut('古古古', 4, measure)]).toEqual([
    'abc…',
    'abc',
    '古…',
  ]);
});

it('narrows the widest columns first, and none below eight', () => {
  expect(fitColumns([4, 30, 20], 34)).toEqual([4, 15, 15]);
  expect(fitColumns([4, 30], 5)).toEqual([4, 8]);
  expect(fitColumns([4, 6], 80)).toEqual([4, 6]);
});
