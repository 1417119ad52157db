import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLoader } from '../../src/plugins/load.ts';
import { catalogOf, ENGINES, type FileTexts, folderWith, manifest } from '../fixture.ts';

async function load(
  files: FileTexts,
  main: string | undefined,
  file?: string,
  sources = false,
): Promise<unknown> {
  const head = manifest('a', `${main === undefined ? '' : `main = "${main}"\n`}${ENGINES}`);
  const all = { 'plugin.toml': head, 'package.json': '{ "type": "module" }', ...files };
  const folder = folderWith(
    Object.fromEntries(Object.entries(all).map(([path, text]) => [`a/${path}`, text])),
  );
  const plugin = (await catalogOf(folder, ['a'])).plugin('a');
  if (plugin === undefined) throw new Error('the fixture is not valid');
  const loader = createLoader({ sources });
  return file === undefined ? loader.loadMain(plugin) : loader.load(plugin, file);
}

it.each([
  ['JavaScript beside main', { 'dist/c/x.js': 'export default { from: "js" };' }, 'dist/plugin.js', 'js'],
  ['a module beside main', { 'c/x.mjs': 'export default { from: "mjs" };' }, 'plugin.mjs', 'mjs'],
  ['TypeScript', { 'c/x.ts': 'const from: string = "ts";\nexport default { from };' }, 'plugin.ts', 'ts'],
  [
    'what is there where no main is',
    { 'c/x.ts': 'export default { from: "ts" as string };' },
    undefined,
    'ts',
  ],
])('loads %s', async (_name, files: FileTexts, main, from) => {
  expect(await load(files, main, 'c/x')).toEqual({ from });
});

it('loads what stands under src/ in place of dist/ where it is asked to', async () => {
  const files = { 'src/c/x.ts': 'export default { from: "src" as string };' };
  expect(await load(files, 'dist/plugin.js', 'c/x', true)).toEqual({ from: 'src' });
});

it('gives TypeScript the plugin API without an installation of it', async () => {
  const text =
    "import { defineCommand } from '@mmm/plugin-api';\nexport default defineCommand({ run: async () => ({ data: 1 }) });";
  expect(await load({ 'c/x.ts': text }, undefined, 'c/x')).toHaveProperty('run');
});

it('loads no main where there is none', async () => {
  expect(await load({}, undefined)).toBeUndefined();
});

it.each([
  [
    'that is absent',
    {},
    'MMM_KERNEL_MODULE_MISSING',
    /"a" names the file ".*c\/x\.js", which does not exist/,
  ],
  ['that throws', { 'c/x.js': 'throw new Error("boom");' }, 'MMM_KERNEL_MODULE_FAILED', /c\/x\.js.*boom/],
  ['that does not parse', { 'c/x.js': 'export default {' }, 'MMM_KERNEL_MODULE_FAILED', /c\/x\.js/],
  ['without a default export', { 'c/x.js': 'export const y = 1;' }, 'MMM_KERNEL_MODULE_INVALID', /c\/x\.js/],
])('names the plugin and the file %s', async (_name, files: FileTexts, code, message) => {
  const failure = load(files, 'plugin.js', 'c/x');
  await expect(failure).rejects.toMatchObject({ code });
  await expect(failure).rejects.toThrow(message);
});

it('says which file it looked for', async () => {
  await expect(load({}, 'dist/plugin.js')).rejects.toThrow(join('a', 'dist', 'plugin.js'));
});
