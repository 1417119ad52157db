import type { Position } from '@mmm/plugin-api';

/** Turns offsets in a text into lines and columns. A line ends with LF, CR LF or CR, as in Markdown. */
export interface Lines {
  at(offset: number): Position;
}

export function linesOf(path: string, text: string): Lines {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return {
    at(offset) {
      const line = lastNotAbove(starts, offset);
      return { path, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
  };
}

function lastNotAbove(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
