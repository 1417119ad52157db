// What holds for every plugin. A plugin's `test/contract.test.ts` is one call of this.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CatalogPlugin, openCatalog } from '@mmm/kernel';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { contractRules } from './contract-rules.ts';

/** Registers the suite for the plugin in `folder`. */
export function pluginContract(folder: string): void {
  describe('the plugin contract', () => {
    let home: string;
    let plugin: CatalogPlugin;

    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'mmm-contract-'));
      const request = { home, version: '0.1.0', builtIn: [folder], root: undefined };
      const catalog = await openCatalog({ ...request, isTrusted: async () => false });
      const found = catalog.plugins[0];
      if (found === undefined)
        throw new Error(catalog.problems[0]?.error.message ?? `no plugin in ${folder}`);
      plugin = found;
    });
    afterAll(() => rmSync(home, { recursive: true, force: true }));

    for (const rule of contractRules) it(rule.title, () => rule.check(plugin));
  });
}
