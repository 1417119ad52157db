import { expect, it } from 'vitest';
import { withEntry } from '../../src/domain/gitignore.ts';

it.each([
  [undefined, '.mmm/\n'],
  ['', '.mmm/\n'],
  ['dist', 'dist\n.mmm/\n'],
  ['dist\r\n', 'dist\r\n.mmm/\r\n'],
  ['# .mmm/\n', '# .mmm/\n.mmm/\n'],
])('adds an entry behind %j', (before, after) => {
  expect(withEntry(before)).toBe(after);
});

it.each(['.mmm', '/.mmm/\n', 'a\r\n.mmm/\r\nb'])('leaves %j as it is', (text) => {
  expect(withEntry(text)).toBeUndefined();
});
