import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortTopologically } from '../../src/domain/topology.ts';

const size = fc.integer({ min: 0, max: 25 });
const graph = size.chain((count) =>
  fc.record({
    names: fc.constant(Array.from({ length: count }, (_, index) => `n${index}`)),
    pairs: fc.array(fc.tuple(fc.nat(Math.max(0, count - 1)), fc.nat(Math.max(0, count - 1))), {
      maxLength: 40,
    }),
  }),
);

function edgesFrom(
  names: readonly string[],
  pairs: readonly (readonly [number, number])[],
): Map<string, string[]> {
  const edges = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const [from, to] of pairs) edges.get(`n${from}`)?.push(`n${to}`);
  return edges;
}

it('each name comes once, behind what it depends on, the first possible one first', () => {
  fc.assert(
    fc.property(graph, ({ names, pairs }) => {
      const edges = edgesFrom(
        names,
        pairs.filter(([from, to]) => names.length > 0 && from > to),
      );
      const shuffled = [...names].reverse();
      const { order, cycles } = sortTopologically(shuffled, edges);
      expect(cycles).toEqual([]);
      expect([...order].sort()).toEqual([...names].sort());
      const placed = new Set<string>();
      for (const name of order) {
        const free = shuffled.find(
          (other) => !placed.has(other) && edges.get(other)?.every((one) => placed.has(one)),
        );
        expect(name).toBe(free);
        placed.add(name);
      }
    }),
  );
});

it('every circle that is named is one, and without them the rest is in order', () => {
  fc.assert(
    fc.property(graph, ({ names, pairs }) => {
      const edges = names.length === 0 ? new Map<string, string[]>() : edgesFrom(names, pairs);
      const { order, cycles } = sortTopologically(names, edges);
      expect([...order].sort()).toEqual([...names].sort());
      for (const chain of cycles) {
        expect(chain.length).toBeGreaterThan(1);
        expect(chain.at(-1)).toBe(chain[0]);
        for (let index = 1; index < chain.length; index += 1)
          expect(edges.get(chain[index - 1] ?? '')).toContain(chain[index]);
      }
      const circular = new Set(cycles.flat());
      for (const [index, name] of order.entries())
        for (const dependency of edges.get(name) ?? [])
          if (!circular.has(name)) expect(order.indexOf(dependency)).toBeLessThan(index);
    }),
  );
});

it('a chain of 20,000 names is put in order', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `n${index}`);
  const edges = new Map(
    names.map((name, index) => [name, index + 1 < names.length ? [`n${index + 1}`] : []]),
  );
  expect(sortTopologically(names, edges).order[0]).toBe('n19999');
});
