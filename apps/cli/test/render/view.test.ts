import type { View } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { anyWidth } from '../../src/render/layout.ts';
import { renderView } from '../../src/render/view.ts';

const measure = await anyWidth();
const plain = { color: false, width: undefined, measure };
const table: View = [
  {
    kind: 'table',
    columns: [{ title: 'spec' }, { title: 'usd', align: 'right' }, { title: 'state' }],
    rows: [
      ['01 login', '0.41', { text: 'done', tone: 'good' }],
      ['02 古', '12.00', 'a rather long text about it'],
    ],
  },
];

it('aligns tables', () => {
  expect(renderView(table, plain)).toBe(
    'spec         usd   state\n01 login    0.41   done\n02 古      12.00   a rather long text about it\n',
  );
});

it('cuts tables to the width of a terminal', () => {
  expect(renderView(table, { ...plain, width: 34 })).toBe(
    'spec         usd   state\n01 login    0.41   done\n02 古      12.00   a rather long…\n',
  );
});

it('colours by tone', () => {
  expect(
    renderView([{ kind: 'line', cells: [{ text: 'ok', tone: 'good' }, 'x'] }], { ...plain, color: true }),
  ).toBe('\u001b[32mok\u001b[39m   x\n');
});

it('aligns facts and the lines of their values', () => {
  const view: View = [
    {
      kind: 'facts',
      rows: [
        ['agent', 'claude'],
        ['checks', 'npm test\nnpm run lint'],
      ],
    },
  ];
  expect(renderView(view, plain)).toBe('agent    claude\nchecks   npm test\n         npm run lint\n');
});

it('indents lines and text, and shows gaps', () => {
  const view: View = [
    { kind: 'line', cells: ['a', 'b'], indent: 3 },
    { kind: 'gap' },
    { kind: 'text', text: 'one\ntwo\n', indent: 2 },
  ];
  expect(renderView(view, plain)).toBe('   a   b\n\n  one\n  two\n');
});

it('does not let data steer the terminal', () => {
  const evil = 'x\u001b]8;;http://evil\u0007y\rz\nnext';
  expect(renderView([{ kind: 'line', cells: [evil] }], plain)).toBe('xyz next\n');
});

it('shows nothing of nothing', () => {
  expect(renderView([], plain)).toBe('');
  expect(renderView([{ kind: 'table', columns: [], rows: [] }], plain)).toBe('');
});
