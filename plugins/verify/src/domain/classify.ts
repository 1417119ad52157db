import picomatch from 'picomatch';
import { GUARD_ROWS, type GuardRow } from './guarded.ts';

export type PathTest = (path: string) => boolean;

const rows: readonly { readonly row: GuardRow; readonly fits: PathTest }[] = GUARD_ROWS.map((row) => ({
  row,
  // Where file names have no case, a runner reads its configuration under any.
  fits:
    row.guards === 'runner' ? picomatch([...row.globs], { dot: true, nocase: true }) : globTest(row.globs),
}));

/** The convention that guards a path, relative to the repository, or undefined. */
export function guardRowOf(path: string): GuardRow | undefined {
  return rows.find(({ fits }) => fits(path))?.row;
}

export function isTest(path: string): boolean {
  return guardRowOf(path)?.guards === 'test';
}

/** Files and folders whose name starts with a dot are matched as all others. */
export function globTest(globs: readonly string[]): PathTest {
  if (globs.length === 0) return () => false;
  return picomatch([...globs], { dot: true });
}
