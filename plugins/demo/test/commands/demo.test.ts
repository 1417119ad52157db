import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { createTestHost } from '@mmm/test-kit';
import { expect, it } from 'vitest';

it('refuses twice, accepts the third, and leaves nothing behind unless asked', {
  timeout: 60_000,
}, async () => {
  await using host = await createTestHost({ plugins: ['demo'] });
  const { data, events } = await host.run('demo', { options: { keep: true } });
  expect(data).toMatchObject({
    refused: 2,
    commits: [expect.stringMatching(/Reject wrong passwords$/), expect.any(String)],
  });
  const told = events.map(({ text }) => String(text)).join('\n');
  expect(told).toMatch(
    /iteration 1 of 8[\s\S]+claim[\s\S]+iteration 2 of 8[\s\S]+tampering +test\/login\.test\.js[\s\S]+iteration 3 of 8/,
  );
  const { folder, ledger } = data as { folder: string; ledger: string };
  expect(ledger.match(/\bpass\b/g)).toHaveLength(2);
  expect(existsSync(folder)).toBe(true);
  rmSync(dirname(folder), { recursive: true });
});
