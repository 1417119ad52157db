import type { LoadedPlugin } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { treeOf } from '../../src/domain/tree.ts';

it('shows what a plugin requires below it, and each plugin once', () => {
  const tree = treeOf([plugin('run', ['git', 'state']), plugin('state'), plugin('git', ['state'])]);
  expect(outline(tree)).toEqual(['run', '  git', '    state']);
});

it('sorts by id', () => {
  expect(outline(treeOf([plugin('beta'), plugin('alpha')]))).toEqual(['alpha', 'beta']);
});

it('shows plugins that require each other in a circle', () => {
  expect(outline(treeOf([plugin('left', ['right']), plugin('right', ['left'])]))).toEqual([
    'left',
    '  right',
  ]);
});

it('passes over what is required and not there', () => {
  expect(outline(treeOf([plugin('lonely', ['absent'])]))).toEqual(['lonely']);
});

function outline(tree: ReturnType<typeof treeOf>): readonly string[] {
  return tree.map((node) => '  '.repeat(node.depth) + node.plugin.id);
}

function plugin(id: string, requires: readonly string[] = []): LoadedPlugin {
  return { id, version: '1.0.0', folder: `/plugins/${id}`, origin: 'built-in', requires, state: 'active' };
}
