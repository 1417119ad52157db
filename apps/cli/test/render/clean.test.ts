import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clean, cleanJson, cleanLine } from '../../src/render/clean.ts';

it.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007text', 'text'],
  ['back\bspace\r', 'backspace'],
  ['a\r\nb', 'a\nb'],
  ['\u202eevil', 'evil'],
  ['a\tb', 'a  b'],
])('cleans %j to %j', (text, expected) => {
  expect(clean(text)).toBe(expected);
});

it('puts text on one line', () => {
  expect(cleanLine('a\n  b\n')).toBe('a b ');
});

it('leaves nothing that steers a terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      expect(clean(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});

it('writes JSON that reads back as the same data', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      expect(JSON.parse(cleanJson(data, 2))).toEqual(JSON.parse(JSON.stringify(data)));
    }),
  );
});
