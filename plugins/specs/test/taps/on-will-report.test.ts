import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestHost } from '@mmm/test-kit';
import { afterEach, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'mmm-specs-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('lets mmm status count spec files that nothing has listed yet', async () => {
  mkdirSync(join(root, 'specs'));
  for (const name of ['01-a.md', '02-b.md']) writeFileSync(join(root, 'specs', name), '# Feature: A\n');
  await using host = await createTestHost({ plugins: ['specs'], project: root });
  const { data } = await host.run('status');
  expect(data).toMatchObject({ specs: { total: 2, byStatus: { pending: 2 } } });
});
