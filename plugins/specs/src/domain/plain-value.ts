import type { Json } from '@mmm/plugin-state/api';
import { isMap, isScalar, isSeq } from 'yaml';

const DEPTH = 8;

/** A YAML node as JSON. Aliases are left out: a few lines of them can stand for gigabytes. */
export function plainValue(node: unknown, depth: number = 0): Json {
  if (depth > DEPTH) return null;
  if (isScalar(node)) {
    const { value } = node;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    return typeof value === 'number' && Number.isFinite(value) ? value : String(value);
  }
  if (isSeq(node)) return node.items.map((item) => plainValue(item, depth + 1));
  if (!isMap(node)) return null;
  return Object.fromEntries(
    node.items.flatMap((pair) =>
      isScalar(pair.key) ? [[String(pair.key.value), plainValue(pair.value, depth + 1)]] : [],
    ),
  );
}
