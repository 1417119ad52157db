/** What ordering needs to know of a plugin. */
export interface Requiring {
  readonly id: string;
  readonly requires: readonly string[];
}

export interface Order {
  /** Everything that stands in no circle: what is required first, ties by id. */
  readonly ids: readonly string[];
  /** Each circle as a chain that ends where it starts. */
  readonly cycles: readonly (readonly string[])[];
}

/** Topological order of `requires`. Unknown ids are passed over. What merely leads to a circle is in neither list. */
export function orderPlugins(plugins: readonly Requiring[]): Order {
  const open = new Map<string, ReadonlySet<string>>();
  const known = new Set(plugins.map((plugin) => plugin.id));
  for (const plugin of plugins) open.set(plugin.id, new Set(plugin.requires.filter((id) => known.has(id))));
  const ids: string[] = [];
  const done = new Set<string>();
  for (;;) {
    const ready = [...open].filter(([, requires]) => [...requires].every((id) => done.has(id)));
    const next = ready.map(([id]) => id).sort()[0];
    if (next === undefined) break;
    open.delete(next);
    done.add(next);
    ids.push(next);
  }
  return { ids, cycles: findCycles(open) };
}

/** One chain for each circle among plugins that wait for each other. */
function findCycles(open: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const seen = new Set<string>();
  for (const start of [...open.keys()].sort()) {
    const path: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      at = [...(open.get(at) ?? [])].filter((id) => open.has(id)).sort()[0];
    }
    const from = at === undefined ? -1 : path.indexOf(at);
    if (at !== undefined && from >= 0) cycles.push([...path.slice(from), at]);
  }
  return cycles;
}
