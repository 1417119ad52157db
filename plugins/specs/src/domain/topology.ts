export interface TopologicalOrder {
  /** Those of a circle stand where the first of them would. */
  readonly order: readonly string[];
  readonly cycles: readonly (readonly string[])[];
}

/** Each name after those it depends on; where several may come next, the first in `names`. */
export function sortTopologically(
  names: readonly string[],
  edges: ReadonlyMap<string, readonly string[]>,
): TopologicalOrder {
  const rank = new Map(names.map((name, index) => [name, index]));
  const waitingFor = names.map((name) => new Set(ranksOf(edges.get(name) ?? [], rank)));
  const dependents = names.map((): number[] => []);
  waitingFor.forEach((ranks, index) => {
    for (const dependency of ranks) dependents[dependency]?.push(index);
  });
  const ready = new Heap();
  waitingFor.forEach((ranks, index) => {
    if (ranks.size === 0) ready.push(index);
  });
  const order: number[] = [];
  const placed = new Set<number>();
  const cycles: number[][] = [];
  const place = (index: number): void => {
    placed.add(index);
    order.push(index);
    for (const dependent of dependents[index] ?? []) {
      const ranks = waitingFor[dependent];
      if (ranks?.delete(index) && ranks.size === 0 && !placed.has(dependent)) ready.push(dependent);
    }
  };
  let lowest = 0;
  while (order.length < names.length) {
    for (let next = ready.pop(); next !== undefined; next = ready.pop()) if (!placed.has(next)) place(next);
    while (placed.has(lowest)) lowest += 1;
    if (lowest >= names.length) break;
    const cycle = cycleFrom(lowest, waitingFor);
    cycles.push(cycle);
    // Its members count as placed, so that the rest gets an order and further circles are found.
    for (const index of [...new Set(cycle)].sort((left, right) => left - right)) place(index);
  }
  const named = (indexes: readonly number[]): readonly string[] =>
    indexes.flatMap((index) => names[index] ?? []);
  return { order: named(order), cycles: cycles.map(named) };
}

function ranksOf(names: readonly string[], rank: ReadonlyMap<string, number>): readonly number[] {
  return names.flatMap((name) => rank.get(name) ?? []);
}

/** Every name that is left waits for another one that is left, so that walking on must meet itself. */
function cycleFrom(start: number, waitingFor: readonly ReadonlySet<number>[]): number[] {
  const path: number[] = [];
  const place = new Map<number, number>();
  let current: number | undefined = start;
  while (current !== undefined && !place.has(current)) {
    place.set(current, path.length);
    path.push(current);
    current = Math.min(...(waitingFor[current] ?? []));
  }
  return current === undefined ? path : fromSmallest(path.slice(place.get(current)));
}

function fromSmallest(members: readonly number[]): number[] {
  const first = members.indexOf(Math.min(...members));
  const turned = [...members.slice(first), ...members.slice(0, first)];
  return [...turned, ...turned.slice(0, 1)];
}

/** A binary heap that gives the smallest first. */
class Heap {
  readonly #items: number[] = [];

  push(value: number): void {
    const items = this.#items;
    let index = items.push(value) - 1;
    for (
      let parent = (index - 1) >> 1;
      index > 0 && (items[parent] ?? 0) > value;
      parent = (index - 1) >> 1
    ) {
      items[index] = items[parent] ?? 0;
      index = parent;
    }
    items[index] = value;
  }

  pop(): number | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (top === undefined || last === undefined || items.length === 0) return top;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child + 1 < items.length && (items[child + 1] ?? 0) < (items[child] ?? 0)) child += 1;
      if (child >= items.length || (items[child] ?? 0) >= last) break;
      items[index] = items[child] ?? 0;
      index = child;
    }
    items[index] = last;
    return top;
  }
}
