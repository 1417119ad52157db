import { expect, it } from 'vitest';
import { defaultView } from '../../src/render/default-view.ts';
import { simpleWidth } from '../../src/render/layout.ts';
import { renderView } from '../../src/render/view.ts';

it.each([
  [undefined, ''],
  ['done', 'done\n'],
  [
    { name: 'shop', specCount: 3, tags: ['a', 'b'], at: null },
    'name         shop\nspec count   3\ntags         a, b\nat\n',
  ],
  [[], 'none\n'],
  [['a', 'b'], 'a\nb\n'],
  [
    [
      { id: 'x', n: 1 },
      { id: 'yy', n: 20 },
    ],
    'id    n\nx     1\nyy   20\n',
  ],
])('shows %j', (data, expected) => {
  expect(renderView(defaultView(data), { color: false, width: undefined, measure: simpleWidth })).toBe(
    expected,
  );
});
