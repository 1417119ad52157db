import { expect, it } from 'vitest';
import { orderPlugins } from '../../src/plugins/order.ts';

const plugin = (id: string, ...requires: string[]): { id: string; requires: string[] } => ({ id, requires });

it('breaks ties by id', () => {
  const { ids } = orderPlugins([plugin('c'), plugin('b', 'z'), plugin('z'), plugin('a')]);
  expect(ids).toEqual(['a', 'c', 'z', 'b']);
});

it('names each circle as a chain', () => {
  const { ids, cycles } = orderPlugins([
    plugin('a', 'b'),
    plugin('b', 'a'),
    plugin('c', 'c'),
    plugin('d', 'a'),
  ]);
  expect(ids).toEqual([]);
  expect(cycles).toEqual([
    ['a', 'b', 'a'],
    ['c', 'c'],
  ]);
});
