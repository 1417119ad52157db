import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderPlugins, type Requiring } from '../../src/plugins/order.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const graphs = fc
  .uniqueArray(fc.constantFrom(...ids), { minLength: 1 })
  .chain((present) =>
    fc.tuple(
      ...present.map((id) => fc.record({ id: fc.constant(id), requires: fc.subarray([...ids, 'unknown']) })),
    ),
  );
const acyclic = graphs.map((plugins) =>
  plugins.map(({ id, requires }) => ({ id, requires: requires.filter((other) => other < id) })),
);

describe('orderPlugins', () => {
  it('puts everything that is required first', () => {
    fc.assert(
      fc.property(acyclic, (plugins) => {
        const { ids: ordered, cycles } = orderPlugins(plugins);
        expect(cycles).toEqual([]);
        expect([...ordered].sort()).toEqual(plugins.map(({ id }) => id).sort());
        for (const { id, requires } of plugins)
          for (const required of requires)
            expect(ordered.indexOf(required)).toBeLessThan(ordered.indexOf(id));
      }),
    );
  });

  it('does not depend on the order that the plugins are given in', () => {
    fc.assert(
      fc.property(graphs, (plugins) => {
        expect(orderPlugins([...plugins].reverse())).toEqual(orderPlugins(plugins));
      }),
    );
  });

  it('names only circles that exist, and every plugin it leaves out leads to one', () => {
    fc.assert(
      fc.property(graphs, (plugins) => {
        const { ids: ordered, cycles } = orderPlugins(plugins);
        const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]));
        for (const chain of cycles) {
          expect(chain.at(0)).toBe(chain.at(-1));
          for (const [index, id] of chain.slice(0, -1).entries())
            expect(byId.get(id)?.requires).toContain(chain[index + 1]);
        }
        const inCircles = new Set(cycles.flat());
        for (const { id } of plugins)
          if (!ordered.includes(id)) expect(reach(byId, id).some((other) => inCircles.has(other))).toBe(true);
      }),
    );
  });
});

function reach(byId: ReadonlyMap<string, Requiring>, start: string): string[] {
  const seen = new Set([start]);
  for (const id of seen) for (const next of byId.get(id)?.requires ?? []) seen.add(next);
  return [...seen];
}
