import { defineConfig, type ViteUserConfig } from 'vitest/config';
import projects from './vitest.workspace.ts';

const config: ViteUserConfig = defineConfig({
  resolve: { tsconfigPaths: true },
  test: { projects, maxWorkers: 2, pool: 'forks' },
});

export default config;
