import { locate } from '../config/locate.ts';

/** Where a key stands in a TOML text with arrays of tables; `path` has an array's indices in it, as text. */
export function placeOf(
  text: string,
  path: readonly string[],
): { readonly line: number; readonly column: number } {
  const lines = text.split('\n');
  const names: string[] = [];
  let from = 0;
  let to = lines.length;
  for (const part of path) {
    if (!/^\d+$/.test(part)) {
      names.push(part);
      continue;
    }
    const starts = headersOf(lines, names, from, to);
    const start = starts[Number(part)];
    if (start === undefined) break;
    to = starts[Number(part) + 1] ?? to;
    from = start;
  }
  const { line, column } = locate(lines.slice(from, to).join('\n'), names);
  return { line: from + line, column };
}

/** Indices of the lines between `from` and `to` that read `[[a.b]]`. */
function headersOf(lines: readonly string[], names: readonly string[], from: number, to: number): number[] {
  const wanted = names.join('.');
  const found: number[] = [];
  for (let index = from; index < to; index += 1) {
    const header = /^\s*\[\[([^\]]+)\]\]/.exec(lines[index] ?? '')?.[1];
    if (header?.replaceAll(/[\s"']/g, '') === wanted) found.push(index);
  }
  return found;
}
