import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const BIN = fileURLToPath(new URL('../../../apps/cli/bin/mmm.js', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('..', import.meta.url));

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mmm-home-'));
  for (const file of ['plugin.toml', 'hello.ts'])
    await cp(join(EXAMPLE, file), join(home, 'plugins', 'hello', file), { recursive: true });
});
afterAll(() => rm(home, { recursive: true }));

it('runs from the home folder, where nothing is installed beside it', async () => {
  expect(await mmm('hello', 'Ada')).toBe('Hello, Ada.\n');
  expect(await mmm('hello', '--times', '2')).toBe('Hello, world.\nHello, world.\n');
});

it('gives the same data as JSON', async () => {
  expect(JSON.parse(await mmm('hello', 'Ada', '--json'))).toEqual({ greeting: 'Hello, Ada.', times: 1 });
});

it('has help made from its manifest', async () => {
  expect(await mmm('hello', '--help')).toContain('mmm hello [name] [options]');
});

async function mmm(...args: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH ?? '', HOME: home, MMM_HOME: home };
  const { stdout } = await run(process.execPath, [BIN, ...args], { cwd: home, env });
  return stdout;
}
