import type { LoadedPlugin } from '@mmm/plugin-api';

export interface TreeNode {
  readonly plugin: LoadedPlugin;
  /** 0 for what nobody else in the tree requires. */
  readonly depth: number;
}

/** Each plugin once, at its first place: below the first plugin by id that requires it. */
export function treeOf(plugins: readonly LoadedPlugin[]): readonly TreeNode[] {
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]));
  const required = new Set(plugins.flatMap((plugin) => plugin.requires));
  const nodes: TreeNode[] = [];
  const placed = new Set<string>();
  const place = (id: string, depth: number): void => {
    const plugin = byId.get(id);
    if (plugin === undefined || placed.has(id)) return;
    placed.add(id);
    nodes.push({ plugin, depth });
    for (const child of [...plugin.requires].sort()) place(child, depth + 1);
  };
  const ids = [...byId.keys()].sort();
  for (const id of ids) if (!required.has(id)) place(id, 0);
  // What stands in a circle is required by somebody and below nobody.
  for (const id of ids) place(id, 0);
  return nodes;
}
