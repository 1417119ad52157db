import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readApp } from '../src/builtin.ts';

it('finds the dependencies that hold a plugin.toml, beside the app or above it', async () => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'mmm-app-')));
  try {
    const app = join(root, 'apps', 'cli');
    const beside = join(app, 'node_modules', '@mmm', 'plugin-near');
    const above = join(root, 'node_modules', '@mmm', 'plugin-far');
    const library = join(root, 'node_modules', 'library');
    for (const folder of [beside, above, library]) await mkdir(folder, { recursive: true });
    for (const folder of [beside, above]) await writeFile(join(folder, 'plugin.toml'), '');
    const dependencies = { library: '1', '@mmm/plugin-near': '1', '@mmm/plugin-far': '1', absent: '1' };
    await writeFile(join(app, 'package.json'), JSON.stringify({ version: '1.2.3', dependencies }));
    expect(readApp(app)).toEqual({ version: '1.2.3', builtIn: [beside, above] });
  } finally {
    await rm(root, { recursive: true });
  }
});
