import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalog } from '../../src/index.ts';
import { catalogOf, command, folderWith, manifest, plugin, writeAll } from '../fixture.ts';

const ids = (catalog: Catalog): string[] => catalog.plugins.map((entry) => entry.manifest.id);
const blocked = (catalog: Catalog): Record<string, string> =>
  Object.fromEntries(
    catalog.plugins.flatMap((entry) =>
      entry.blocked === undefined ? [] : [[entry.manifest.id, entry.blocked.message]],
    ),
  );

it('finds built-in plugins, those of the home folder and those of a trusted project', async () => {
  const folder = folderWith(plugin('built'));
  writeAll(join(folder, '.home', 'plugins'), plugin('mine'));
  writeAll(join(folder, 'web', '.mmm', 'plugins'), plugin('theirs'));
  const root = join(folder, 'web');
  const asked: string[] = [];
  const isTrusted = async (path: string): Promise<boolean> => asked.push(path) > 0;
  const catalog = await catalogOf(folder, ['built'], { root, isTrusted });
  expect(catalog.plugins.map((entry) => [entry.manifest.id, entry.origin])).toEqual([
    ['built', 'built-in'],
    ['mine', 'home'],
    ['theirs', 'project'],
  ]);
  expect(asked).toEqual([root]);
});

it('does not look into the plugins of a project that is not trusted', async () => {
  const folder = folderWith();
  writeAll(join(folder, 'web', '.mmm', 'plugins'), { 'broken/plugin.toml': '=' });
  const catalog = await catalogOf(folder, [], { root: join(folder, 'web') });
  expect(catalog).toMatchObject({ plugins: [], problems: [] });
});

it('reports a manifest that is broken, and keeps the others', async () => {
  const folder = folderWith({ ...plugin('good'), 'bad/plugin.toml': 'id = "bad"\nversion = ' });
  const catalog = await catalogOf(folder, ['bad', 'good']);
  expect(ids(catalog)).toEqual(['good']);
  expect(catalog.problems).toMatchObject([
    { folder: join(folder, 'bad'), error: { at: { path: join(folder, 'bad', 'plugin.toml'), line: 2 } } },
  ]);
});

it('reports a manifest that cannot be read', async () => {
  const folder = folderWith({ 'odd/plugin.toml/keep': '' });
  const catalog = await catalogOf(folder, ['odd']);
  expect(catalog.problems).toMatchObject([{ error: { code: 'MMM_KERNEL_MANIFEST_UNREADABLE' } }]);
});

it('passes over what stands beside the plugins and is none', async () => {
  const folder = folderWith({ '.home/plugins/README.md': '# Mine', '.home/plugins/notes/todo.txt': '' });
  expect(await catalogOf(folder, ['absent'])).toMatchObject({ plugins: [], problems: [] });
});

it('takes a manifest from the index while its file is the same, and reads it again when it is not', async () => {
  const folder = folderWith(plugin('a'));
  await catalogOf(folder, ['a']);
  const index = join(folder, '.home', 'cache', 'plugins.json');
  writeFileSync(index, readFileSync(index, 'utf8').replace('The plugin a', 'From the index'));
  expect((await catalogOf(folder, ['a'])).plugin('a')?.manifest.description).toBe('From the index');
  utimesSync(join(folder, 'a', 'plugin.toml'), 1, 1);
  expect((await catalogOf(folder, ['a'])).plugin('a')?.manifest.description).toBe('The plugin a');
});

it('keeps a broken manifest in the index too', async () => {
  const folder = folderWith({ 'bad/plugin.toml': 'id = ' });
  const first = await catalogOf(folder, ['bad']);
  expect((await catalogOf(folder, ['bad'])).problems).toEqual(first.problems);
});

it.each([
  ['half a file', '{"format":1,"version":"0.1.0","entr'],
  ['another form', '{"format":0,"version":"0.1.0","entries":{}}'],
  ['another version of mmm', '{"format":1,"version":"0.0.9","entries":{}}'],
  ['entries that are none', '{"format":1,"version":"0.1.0","entries":{"/x":7}}'],
])('ignores an index with %s', async (_name, text) => {
  const folder = folderWith({ ...plugin('a'), '.home/cache/plugins.json': text });
  expect(ids(await catalogOf(folder, ['a']))).toEqual(['a']);
});

it('works where the home folder cannot be written to', async () => {
  const folder = folderWith({ ...plugin('a'), '.home': 'a file' });
  expect(ids(await catalogOf(folder, ['a']))).toEqual(['a']);
});

it('puts what is required first', async () => {
  const folder = folderWith({ ...plugin('a', 'requires = ["z"]'), ...plugin('z'), ...plugin('m') });
  expect(ids(await catalogOf(folder, ['a', 'm', 'z']))).toEqual(['m', 'z', 'a']);
});

it('blocks circles and what leads to them, naming the chain, and nothing else', async () => {
  const folder = folderWith({
    ...plugin('a', 'requires = ["b"]'),
    ...plugin('b', 'requires = ["a"]'),
    ...plugin('c', 'requires = ["d"]'),
    ...plugin('d', 'requires = ["b"]'),
    ...plugin('e', 'requires = ["nobody"]'),
    ...plugin('free'),
  });
  const catalog = await catalogOf(folder, ['a', 'b', 'c', 'd', 'e', 'free']);
  expect(blocked(catalog)).toEqual({
    a: 'The plugins require each other in a circle: a > b > a.',
    b: 'The plugins require each other in a circle: a > b > a.',
    c: 'The plugin "c" cannot be used, by c > d > b: The plugins require each other in a circle: a > b > a.',
    d: 'The plugin "d" cannot be used, by d > b: The plugins require each other in a circle: a > b > a.',
    e: 'The plugin "e" requires "nobody", which is not installed.',
  });
  expect(ids(catalog)[0]).toBe('free');
});

it.each([
  ['command', command('go'), 'go'],
  ['service', undefined, 'thing'],
  ['configuration key', '[[config]]\nkey = "x.y"\ntype = "string"\ndoc = "d"\n', 'x.y'],
])('leaves a %s that two plugins claim with the built-in one', async (kind, tables, name) => {
  const keys = tables === undefined ? 'provides = ["thing"]' : '';
  const folder = folderWith(plugin('zzz', keys, {}, tables));
  writeAll(join(folder, '.home', 'plugins'), plugin('aaa', keys, {}, tables));
  const catalog = await catalogOf(folder, ['zzz']);
  expect(blocked(catalog)).toEqual({
    aaa: `The plugin "aaa" claims the ${kind} "${name}", which belongs to the plugin "zzz".`,
  });
});

it('leaves an id that two plugins have with the built-in one', async () => {
  const folder = folderWith(plugin('a'));
  writeAll(join(folder, '.home', 'plugins'), plugin('a', 'provides = ["other"]'));
  const catalog = await catalogOf(folder, ['a']);
  expect(catalog.plugin('a')?.origin).toBe('built-in');
  expect(catalog.problems).toMatchObject([
    { folder: join(folder, '.home', 'plugins', 'a'), error: { code: 'MMM_KERNEL_CLAIMED' } },
  ]);
});

it('drops the second of two contributions with one id, and says so', async () => {
  const entry = '[[contributes.checks]]\nid = "http"\nsummary = "s"\nfile = "checks/http"\n';
  const folder = folderWith({ ...plugin('a', '', {}, entry), ...plugin('b', '', {}, entry) });
  const catalog = await catalogOf(folder, ['b', 'a']);
  expect(catalog.plugin('b')?.manifest.contributes).toHaveLength(1);
  expect(catalog.plugin('a')?.manifest.contributes).toEqual([]);
  expect(catalog.problems).toMatchObject([{ plugin: 'a' }]);
});

it('reports a tap on a hook that nobody declares, with the nearest name', async () => {
  const hook = '[[hooks]]\nname = "a:did-build"\ndoc = "d"\n';
  const tap = '[[taps]]\nhook = "a:did-biuld"\nfile = "taps/on-did-build"\n';
  const folder = folderWith({ ...plugin('a', '', {}, hook), ...plugin('b', '', {}, tap) });
  const catalog = await catalogOf(folder, ['a', 'b']);
  expect(catalog.plugin('b')?.blocked).toBeUndefined();
  expect(catalog.problems).toMatchObject([
    { plugin: 'b', error: { hint: 'The nearest hook is "a:did-build".' } },
  ]);
});

it("knows the kernel's own hook", async () => {
  const tap = '[[taps]]\nhook = "kernel:resolve-project"\nfile = "taps/on-resolve-project"\n';
  expect((await catalogOf(folderWith(plugin('a', '', {}, tap)), ['a'])).problems).toEqual([]);
});

it('offers the commands of plugins that are not blocked', async () => {
  const folder = folderWith({
    ...plugin('a', '', {}, command('go')),
    'b/plugin.toml': manifest('b', `requires = ["none"]\n[engines]\nmmm = "*"\n${command('stop')}`),
  });
  const catalog = await catalogOf(folder, ['a', 'b']);
  expect(catalog.commands.map((entry) => entry.command.path)).toEqual(['go']);
});
