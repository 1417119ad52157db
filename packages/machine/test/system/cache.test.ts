import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCache, writeCache } from '../../src/system/cache.ts';
import { folderWith } from '../fixture.ts';

it('gives back what was kept under the same stamp', () => {
  const path = join(folderWith(), 'cache', 'x.json');
  writeCache(path, '1', { a: [1] });
  expect(readCache(path, '1')).toEqual({ a: [1] });
  expect(readCache(path, '2')).toBeUndefined();
  expect(readdirSync(join(path, '..'))).toEqual(['x.json']);
});

it.each(['', '{', 'null', '7', '{"stamp":"1"}'])('takes %j for nothing', (text) => {
  const path = join(folderWith(), 'x.json');
  writeFileSync(path, text);
  expect(readCache(path, '1')).toBeUndefined();
});

it('does without a cache that cannot be written', () => {
  const folder = folderWith({ file: '' });
  const path = join(folder, 'file', 'x.json');
  writeCache(path, '1', 'data');
  expect(readCache(path, '1')).toBeUndefined();
  expect(readdirSync(folder)).toEqual(['file']);
});
