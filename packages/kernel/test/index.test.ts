import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { catalogOf, command, folderWith, plugin } from './fixture.ts';

const run = promisify(execFile);

/** Prints every module that is resolved while the script runs. */
const SCRIPT = `
import { registerHooks } from 'node:module';
const seen = [];
registerHooks({ resolve(specifier, context, next) {
  const resolved = next(specifier, context);
  seen.push(resolved.url);
  return resolved;
} });
const [kernel, folder, home] = process.argv.slice(1);
const { createHost, openCatalog } = await import(kernel);
const request = { home, version: '0.1.0', builtIn: [folder + '/a'], root: undefined };
const catalog = await openCatalog({ ...request, isTrusted: async () => false });
if (catalog.commands.length !== 1) throw new Error('the fixture has one command');
createHost({ catalog, version: '0.1.0', home, cwd: folder, environment: {}, self: { file: '', args: [] } });
console.log(JSON.stringify(seen));
`;

it('opens a catalog and makes a host without loading a library or a plugin', async () => {
  const folder = folderWith(plugin('a', '', {}, command('go')));
  await catalogOf(folder, ['a']);
  const kernel = join(import.meta.dirname, '..', 'src', 'index.ts');
  const args = ['--input-type=module', '-e', SCRIPT, '--', kernel, folder, join(folder, '.home')];
  const { stdout } = await run(process.execPath, args, { env: {}, cwd: folder });
  const seen: unknown = JSON.parse(stdout);
  if (!Array.isArray(seen)) throw new Error('the script prints a list');
  const own = /^node:|\/packages\/(kernel\/src|machine\/dist|plugin-api)\//;
  expect(seen.filter((url) => !own.test(url))).toEqual([]);
  expect(seen.filter((url) => /manifest\.ts|schema\.ts|toml\.ts/.test(url))).toEqual([]);
});
