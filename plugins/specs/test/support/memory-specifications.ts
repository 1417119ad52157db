import type {
  SpecificationHead,
  SpecificationRow,
  SpecificationStamp,
  Specifications,
} from '@mmm/plugin-state/api';

/** The `specifications` table in memory. */
export interface MemorySpecifications extends Specifications {
  readonly calls: { heads: number; sync: number };
}

export function memorySpecifications(): MemorySpecifications {
  const rows = new Map<string, SpecificationRow>();
  const calls = { heads: 0, sync: 0 };
  const heads = (): readonly SpecificationHead[] =>
    [...rows.values()].map(({ content: _content, ...head }) => head);
  return {
    calls,
    stamps: async (): Promise<readonly SpecificationStamp[]> => heads(),
    async heads() {
      calls.heads += 1;
      return structuredClone(heads());
    },
    read: async (name) => rows.get(name),
    async sync(changed, removed) {
      calls.sync += 1;
      for (const name of removed) rows.delete(name);
      for (const row of changed)
        rows.set(row.name, { ...structuredClone(row), status: rows.get(row.name)?.status ?? 'pending' });
    },
  };
}
