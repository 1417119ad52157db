import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameFrom, problemOfName } from '../../src/domain/name.ts';

it.each([
  ['My App.js', 'my-app-js'],
  ['Größe', 'gro-e'],
  ['日本', 'project'],
  ['con', 'con-project'],
  ['--x--', 'x'],
])('makes a name of "%s"', (text, name) => {
  expect(nameFrom(text)).toBe(name);
});

it('makes an allowed name of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(problemOfName(nameFrom(text))).toBeUndefined();
    }),
  );
});

it.each(['a/b', 'a\\b', '.', 'a.b', 'COM1', 'nul', '', '-a', 'ä', 'x'.repeat(65)])('refuses "%s"', (name) => {
  expect(problemOfName(name)).toBeTypeOf('string');
});
