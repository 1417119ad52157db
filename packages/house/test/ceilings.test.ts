import { describe, expect, it } from 'vitest';
import { sources } from '../src/workspace.ts';

const FILE = 300;
/** Statements: the formatter decides how many lines each takes. */
const INDEX = 40;
const KERNEL = 2500;

describe('ceilings', () => {
  it(`keeps every source file within ${FILE} lines`, () => {
    expect(
      sources()
        .filter(({ lines }) => lines > FILE)
        .map(({ path, lines }) => `${path} ${lines}`),
    ).toEqual([]);
  });

  it(`keeps every index.ts within ${INDEX} re-exports`, () => {
    const long = sources().filter(
      ({ path, imports }) => path.endsWith('/index.ts') && imports.length > INDEX,
    );
    expect(long.map(({ path, imports }) => `${path} ${imports.length}`)).toEqual([]);
  });

  it(`keeps the kernel within ${KERNEL} lines`, () => {
    const total = sources('packages/kernel/src/**/*.ts').reduce((sum, { lines }) => sum + lines, 0);
    expect(total).toBeLessThanOrEqual(KERNEL);
  });

  it('has no file or folder that could hold anything', () => {
    const vague = /(^|\/)(utils?|helpers?|common|core|lib|managers?)(\/|\.ts$)/;
    const named = sources().filter(({ path }) => vague.test(path));
    expect(named.map(({ path }) => path)).toEqual([]);
  });
});
