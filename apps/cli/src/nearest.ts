import { closest, distance } from 'fastest-levenshtein';

const WORST_SHARE = 0.5;

/** The name that looks most like what was typed, if one is near enough to be meant. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const found = closest(typed, names);
  const limit = Math.max(1, Math.floor(Math.max(typed.length, found.length) * WORST_SHARE));
  return distance(typed, found) <= limit ? found : undefined;
}
