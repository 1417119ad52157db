// What the two fastest answers load. The files that node loads are watched from inside; which modules the build put
// into each of them stands in dist/modules.json.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from './bin.ts';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const HEAVY = /(^|\/)node_modules\/(zod|jiti|better-sqlite3|tapable|pino|execa|smol-toml|semver|@clack)\//;
const PLUGIN = /(^|\/)plugins\/[^/]+\/(src|dist)\//;
const WATCH = `
import { registerHooks } from 'node:module';
import { appendFileSync } from 'node:fs';
registerHooks({
  load(url, context, next) {
    appendFileSync(process.env.LOADED, url + '\\n');
    return next(url, context);
  },
});
`;

let box: Sandbox;
beforeAll(async () => {
  box = await createSandbox();
  await writeFile(join(box.home, 'watch.mjs'), WATCH);
  await box.run(['--help']);
});
afterAll(() => box[Symbol.asyncDispose]());

it.each(['--version', '--help'])('mmm %s loads nothing heavy and no plugin', async (flag) => {
  const modules = await loadedBy(flag);
  expect(modules).toContain('apps/cli/src/main.ts');
  expect(modules.filter((module) => HEAVY.test(module) || PLUGIN.test(module))).toEqual([]);
});

it('mmm --version loads neither the kernel nor cac', async () => {
  const modules = await loadedBy('--version');
  expect(modules.filter((module) => /packages\/kernel\/|node_modules\/cac\//.test(module))).toEqual([]);
});

it('the watch sees what a command loads', async () => {
  const modules = await loadedBy('plugin', 'tree');
  expect(modules.some((module) => PLUGIN.test(module))).toBe(true);
  expect(modules).toContain('node_modules/cac/dist/index.js');
});

async function loadedBy(...args: readonly string[]): Promise<readonly string[]> {
  const LOADED = join(box.home, `loaded-${args.join('-')}`);
  const node = ['--import', pathToFileURL(join(box.home, 'watch.mjs')).href];
  const { code } = await box.run(args, { env: { LOADED }, node });
  expect(code).toBe(0);
  const files = readFileSync(LOADED, 'utf8')
    .trimEnd()
    .split('\n')
    .filter((url) => url.startsWith('file:'));
  return files.map((url) => fileURLToPath(url)).flatMap(modulesIn);
}

function modulesIn(file: string): readonly string[] {
  if (!file.startsWith(DIST)) return [file];
  const built: Readonly<Record<string, readonly string[]>> = JSON.parse(
    readFileSync(join(DIST, 'modules.json'), 'utf8'),
  );
  const modules = built[file.slice(DIST.length)];
  if (modules === undefined) throw new Error(`the build does not know the file ${file}`);
  return modules;
}
