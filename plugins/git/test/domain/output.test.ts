import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fieldsOf, lineOf, overlap, readChanges, readStatus, readTree } from '../../src/domain/output.ts';

const path = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes('\0'));

it('reads any path that git can hold', () => {
  fc.assert(
    fc.property(fc.array(path), (paths) => {
      const status = paths.map((one) => `1 .M N... 100644 100644 100644 aaa bbb ${one}\0`).join('');
      expect(readStatus(`# branch.oid abc\0# branch.head main\0${status}`)).toEqual({
        branch: 'main',
        head: 'abc',
        dirty: paths,
      });
      expect(readStatus(paths.map((one) => `? ${one}\0`).join('')).dirty).toEqual(paths);
      const changes = readChanges(paths.map((one) => `D\0${one}\0`).join(''));
      expect(changes).toEqual(paths.map((one) => ({ path: one, change: 'deleted' })));
      const tree = readTree(paths.map((one) => `100644 blob abc\t${one}\0`).join(''));
      expect(tree).toEqual(paths.map((one) => ({ path: one, kind: 'blob' })));
    }),
  );
});

it('reads unmerged paths of a status', () => {
  expect(readStatus('u UU N... 1 2 3 4 a b c the path\0').dirty).toEqual(['the path']);
});

it('keeps empty fields but the last', () => {
  expect(fieldsOf('a\0\0b\0')).toEqual(['a', '', 'b']);
  expect(fieldsOf('')).toEqual([]);
});

it('takes one line break from the end of a line', () => {
  expect(lineOf('/a\nb\n')).toBe('/a\nb');
});

it.each([
  ['the same path', ['a/b'], ['a/b'], ['a/b']],
  ['a file where a folder comes', ['a'], ['a/b'], ['a']],
  ['a file in a folder that becomes a file', ['a/b/c'], ['a'], ['a/b/c']],
  ['an ignored folder', ['a/b/'], ['a/b/c'], ['a/b/']],
  ['a name that only starts the same', ['ab', 'a.txt'], ['a'], []],
])('finds %s in the way', (_what, dirty, changed, expected) => {
  expect(overlap(dirty, changed)).toEqual(expected);
});
