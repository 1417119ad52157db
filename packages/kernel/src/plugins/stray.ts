import { closest } from 'fastest-levenshtein';
import { errors } from '../errors.ts';
import type { CatalogPlugin, CatalogProblem } from './catalog.ts';

/** A tap on a hook that nobody declares: reported with the nearest name, and otherwise without effect. */
export function strayTap(plugin: CatalogPlugin, hook: string, declared: readonly string[]): CatalogProblem {
  const { id } = plugin.manifest;
  const nearest = declared.length === 0 ? undefined : closest(hook, [...declared]);
  const error = errors.HOOK_UNKNOWN({ plugin: id, hook, nearest }).toJSON();
  return { folder: plugin.folder, plugin: id, error };
}
