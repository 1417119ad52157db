// The list of test projects. vitest reads no file of this name by itself any more: vitest.config.ts reads it.
import type { TestProjectConfiguration } from 'vitest/config';

const unit = ['packages/*/test/**/*.test.ts', 'plugins/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts'];
const e2e = ['**/test/**/*.e2e.test.ts'];
const agents = ['**/test/**/*.agents.test.ts'];
const ignored = ['**/node_modules/**', '**/dist/**'];

const house = ['packages/house/test/**/*.test.ts'];

const projects: TestProjectConfiguration[] = [
  {
    extends: true,
    test: {
      name: 'unit',
      include: [...unit, 'examples/*/test/**/*.test.ts'],
      exclude: [...ignored, ...e2e, ...agents, ...house],
      // Real repositories and processes on a machine that may be busy: a limit for hangs, not a measure.
      testTimeout: 30_000,
    },
  },
  {
    extends: true,
    test: { name: 'house', include: house, exclude: [...ignored, ...e2e] },
  },
  {
    extends: true,
    test: { name: 'e2e', include: e2e, exclude: ignored, testTimeout: 120_000, hookTimeout: 60_000 },
  },
  {
    extends: true,
    test: { name: 'agents', include: agents, exclude: ignored, testTimeout: 180_000, hookTimeout: 60_000 },
  },
];

export default projects;
