import { expect, it } from 'vitest';
import { dotText, type Graph, mermaidText, treeText } from '../../src/domain/graph.ts';

const GRAPH: Graph = {
  nodes: ['a', 'b', 'c', 'd', 'e'].map((name) => ({
    name,
    title: `The "${name}" <part>`,
    status: 'pending',
  })),
  edges: [
    { from: 'a', to: 'b' },
    { from: 'a', to: 'c' },
    { from: 'b', to: 'd' },
    { from: 'c', to: 'd' },
    { from: 'd', to: 'e' },
  ],
};

it('a tree unfolds each spec once', () => {
  expect(treeText(GRAPH)).toMatchInlineSnapshot(`
    "a
    ├─ b
    │  └─ d
    │     └─ e
    └─ c
       └─ d (above)"
  `);
});

it('Mermaid text escapes titles', () => {
  expect(
    mermaidText({ nodes: GRAPH.nodes.slice(0, 2), edges: GRAPH.edges.slice(0, 1) }),
  ).toMatchInlineSnapshot(`
    "graph TD
      s1["a<br/>The #34;a#34; #60;part#62;"]
      s2["b<br/>The #34;b#34; #60;part#62;"]
      s1 --> s2"
  `);
});

it('DOT text escapes titles', () => {
  expect(dotText({ nodes: GRAPH.nodes.slice(0, 2), edges: GRAPH.edges.slice(0, 1) })).toMatchInlineSnapshot(`
    "digraph specs {
      rankdir=LR;
      node [shape=box];
      "a" [label="a\\nThe \\"a\\" <part>"];
      "b" [label="b\\nThe \\"b\\" <part>"];
      "a" -> "b";
    }"
  `);
});

it('a tree of a deep graph with many paths stays small', () => {
  const names = Array.from({ length: 60 }, (_, index) => `n${index}`);
  const nodes = names.map((name) => ({ name, title: name, status: 'pending' }));
  const edges = names.flatMap((from, index) =>
    [1, 2].flatMap((step) => {
      const to = names[index + step];
      return to === undefined ? [] : [{ from, to }];
    }),
  );
  expect(treeText({ nodes, edges }).split('\n').length).toBeLessThan(200);
});
