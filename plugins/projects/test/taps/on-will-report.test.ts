import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createTestHost } from '@mmm/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mmm-projects-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it.each([
  ['by its name', '[project]\nname = "shop"\n', () => 'shop'],
  ['by its folder where it has no name', '', () => basename(root)],
])('lets mmm status call the project %s', async (_case, toml, name) => {
  writeFileSync(join(root, 'mmm.toml'), toml);
  await using host = await createTestHost({ plugins: ['projects'], project: root });
  const { data } = await host.run('status');
  expect(data).toMatchObject({ project: { name: name(), root } });
});
