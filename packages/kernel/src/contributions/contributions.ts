import type { Contribution, PluginContext, Point } from '@mmm/plugin-api';
import type { Catalog } from '../plugins/catalog.ts';
import type { Loader } from '../plugins/load.ts';

/** What plugins add to a point, in the order of `requires`. Nothing is loaded and nobody is activated. */
export function contributionsTo<M>(
  catalog: Catalog,
  loader: Loader,
  point: Point<M>,
  contextOf: (plugin: string) => Promise<PluginContext>,
): readonly Contribution<M>[] {
  return catalog.usable.flatMap((plugin) =>
    plugin.manifest.contributes
      .filter((entry) => entry.point === point.name)
      .map(({ id, summary, file }) => ({
        id,
        plugin: plugin.manifest.id,
        summary,
        // The point's type is what its host asks of contributors; the host checks what it gets.
        load: () => loader.load<M>(plugin, file),
        context: () => contextOf(plugin.manifest.id),
      })),
  );
}
