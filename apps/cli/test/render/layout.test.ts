import { expect, it } from 'vitest';
import { cut, fitColumns, pad, widthOf } from '../../src/render/layout.ts';

it('measures columns, not characters', () => {
  expect([widthOf('abc'), widthOf('古'), widthOf('é'), widthOf('👩‍👩‍👧')]).toEqual([3, 2, 1, 2]);
});

it('pads to a width on either side', () => {
  expect([pad('古', 4, 'left'), pad('7', 3, 'right'), pad('long', 2, 'left')]).toEqual([
    '古  ',
    '  7',
    'long',
  ]);
});

it('cuts with an ellipsis inside of the width', () => {
  expect([cut('abcdef', 4), cut('abc', 3), cut('古古古', 4)]).toEqual(['abc…', 'abc', '古…']);
});

it('narrows the widest columns first, and none below eight', () => {
  expect(fitColumns([4, 30, 20], 34)).toEqual([4, 15, 15]);
  expect(fitColumns([4, 30], 5)).toEqual([4, 8]);
  expect(fitColumns([4, 6], 80)).toEqual([4, 6]);
});
