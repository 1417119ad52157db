// What the plugins of this repository declare: their manifests and the errors that they may end with.
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kernelErrorDocs, openCatalog } from '@mmm/kernel';
import type { ErrorDoc, PluginManifest } from '@mmm/plugin-api';
import { root } from './workspace.ts';

export async function readManifests(): Promise<readonly PluginManifest[]> {
  const home = mkdtempSync(join(tmpdir(), 'mmm-docs-'));
  try {
    const builtIn = globSync('plugins/*/plugin.toml', { cwd: root }).map((path) => join(root, dirname(path)));
    const catalog = await openCatalog({
      builtIn,
      home,
      root: undefined,
      version: '0.1.0',
      isTrusted: async () => true,
    });
    if (catalog.problems.length > 0)
      throw new Error(catalog.problems.map(({ error }) => error.message).join('\n'));
    return catalog.plugins.map(({ manifest }) => manifest).sort((a, b) => (a.id < b.id ? -1 : 1));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Every coded error of the workspace, sorted by code. */
export async function readErrors(): Promise<readonly ErrorDoc[]> {
  const found: ErrorDoc[] = [...kernelErrorDocs];
  const files = globSync('{packages,plugins,apps}/*/src/**/errors.ts', { cwd: root }).filter(
    (path) => !path.startsWith('packages/plugin-api/'),
  );
  for (const path of files) {
    // Each errors.ts exports its catalogue's docs; a test asks that every code of the sources is among them.
    const module = (await import(pathToFileURL(join(root, path)).href)) as { docs?: readonly ErrorDoc[] };
    found.push(...(module.docs ?? []));
  }
  const byCode = new Map(found.map((doc) => [doc.code, doc]));
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
