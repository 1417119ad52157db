import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineService, hostService, type ServiceToken } from '@mmm/plugin-api';
import { describe, expect, it } from 'vitest';
import { command, folderWith, plugin, writeAll } from '../fixture.ts';
import { hostOf } from './fixture.ts';

const echo = (body: string): string =>
  `export default { run: async (input, context) => ({ data: ${body} }) };`;
const noting = (id: string): string => `
globalThis.mmmTrace ??= [];
export default { activate() {
  globalThis.mmmTrace.push('+${id}');
  return [{ dispose() { globalThis.mmmTrace.push('-${id}'); } }];
} };`;

function trace(): unknown {
  const seen: unknown = Reflect.get(globalThis, 'mmmTrace') ?? [];
  Reflect.deleteProperty(globalThis, 'mmmTrace');
  return seen;
}

describe('runCommand', () => {
  it('gives the handler its input, its plugin and the events back', async () => {
    const body = `(context.emit({ type: 'a.b' }), [input.args.name, context.plugin.id, context.cwd])`;
    const folder = folderWith(plugin('a', '', { 'commands/go.js': echo(body) }, command('go')));
    const host = await hostOf(folder, ['a']);
    expect(await host.run('go', { args: { name: 'x' } })).toEqual({
      data: ['x', 'a', folder],
      exit: 0,
      events: [{ type: 'a.b' }],
    });
  });

  it('activates the owner and what it requires, in order, and nobody else', async () => {
    const folder = folderWith({
      ...plugin(
        'a',
        'requires = ["c", "b"]',
        { 'plugin.js': noting('a'), 'commands/go.js': echo('1') },
        command('go'),
      ),
      ...plugin('b', 'requires = ["d"]', { 'plugin.js': noting('b') }),
      ...plugin('c', '', { 'plugin.js': noting('c') }),
      ...plugin('d', '', { 'plugin.js': noting('d') }),
      ...plugin('e', '', { 'plugin.js': noting('e') }),
    });
    const host = await hostOf(folder, ['a', 'b', 'c', 'd', 'e']);
    await Promise.all([host.run('go'), host.run('go')]);
    expect(await host.dispose()).toEqual([]);
    expect(trace()).toEqual(['+d', '+b', '+c', '+a', '-a', '-c', '-b', '-d']);
  });

  it('tells what became active, why, and how long it took', async () => {
    const folder = folderWith({
      ...plugin('a', 'requires = ["b"]', { 'commands/go.js': echo('1') }, command('go')),
      ...plugin('b'),
      ...plugin('c'),
    });
    const host = await hostOf(folder, ['a', 'b', 'c']);
    await host.run('go');
    const plugins = await (await host.service(hostService)).plugins();
    expect(plugins.map(({ id, state, because }) => [id, state, because])).toEqual([
      ['b', 'active', 'required by a'],
      ['a', 'active', 'command go'],
      ['c', 'idle', undefined],
    ]);
    expect(plugins[0]?.activationMs).toBeGreaterThanOrEqual(0);
  });

  it('aborts the signal of every context with the signal of the command', async () => {
    const body = '[context.signal.aborted, (await context.services.get({ id: "s" })).aborted()]';
    const service = `export default { activate: (context) =>
      [context.services.provide({ id: 's' }, { aborted: () => context.signal.aborted })] };`;
    const keys = 'provides = ["s"]';
    const files = { 'plugin.js': service, 'commands/go.js': echo(body) };
    const host = await hostOf(folderWith(plugin('a', keys, files, command('go'))), ['a']);
    expect((await host.run('go', {}, AbortSignal.abort())).data).toEqual([true, true]);
  });

  it('refuses a command file without a run function', async () => {
    const files = { 'commands/go.js': 'export default {};' };
    const host = await hostOf(folderWith(plugin('a', '', files, command('go'))), ['a']);
    await expect(host.run('go')).rejects.toMatchObject({ code: 'MMM_KERNEL_MODULE_INVALID' });
  });
});

describe('a broken plugin', () => {
  const working = plugin('fine', '', { 'commands/go.js': echo('"went"') }, command('go'));

  it.each([
    ['bad TOML', { 'bad/plugin.toml': 'id = "bad' }],
    ['a missing main', { ...plugin('bad'), 'bad/plugin.js': 'export const nothing = 1;' }],
    [
      'an activate that throws',
      plugin('bad', '', { 'plugin.js': 'export default { activate() { throw new Error("no"); } };' }),
    ],
    ['a circle', plugin('bad', 'requires = ["bad"]')],
    ['an unknown requirement', plugin('bad', 'requires = ["nobody"]')],
    ['a claim on a command that is taken', plugin('bad', '', {}, command('go'))],
  ])('with %s stops no command that does not need it', async (_name, files) => {
    const host = await hostOf(folderWith({ ...working, ...files }), ['fine', 'bad']);
    expect((await host.run('go')).data).toBe('went');
  });

  it('stops what requires it, with the cause', async () => {
    const folder = folderWith({
      ...plugin('a', 'requires = ["bad"]', { 'commands/go.js': echo('1') }, command('go')),
      ...plugin('bad', '', { 'plugin.js': 'export default { activate() { throw new Error("no disk"); } };' }),
    });
    const host = await hostOf(folder, ['a', 'bad']);
    await expect(host.run('go')).rejects.toThrow('The plugin "bad" failed while it was activated: no disk');
    const plugins = await (await host.service(hostService)).plugins();
    expect(plugins.map(({ id, state }) => [id, state])).toEqual([
      ['bad', 'failed'],
      ['a', 'blocked'],
    ]);
  });

  it('keeps nothing of what it provided before it failed', async () => {
    const half = `export default { activate(context) {
      context.services.provide({ id: 's' }, {}); throw new Error('late'); } };`;
    const host = await hostOf(folderWith(plugin('a', 'provides = ["s"]', { 'plugin.js': half })), ['a']);
    const token: ServiceToken<unknown> = defineService('s');
    await expect(host.service(token)).rejects.toThrow('late');
    await expect(host.service(token)).rejects.toThrow('late');
  });
});

describe('dispose', () => {
  it('reports every failure and goes on', async () => {
    const failing = (id: string): string =>
      `export default { activate: () => [{ dispose() { throw new Error('${id} hangs on'); } }] };`;
    const folder = folderWith({
      ...plugin('a', 'requires = ["b"]', { 'plugin.js': failing('a') }),
      ...plugin('b', '', { 'plugin.js': failing('b') }),
    });
    const host = await hostOf(folder, ['a', 'b']);
    await host.context('a');
    expect((await host.dispose()).map((error) => error.message)).toEqual([
      '"a" could not be closed: a hangs on',
      '"b" could not be closed: b hangs on',
    ]);
    expect(await host.dispose()).toEqual([]);
  });
});

describe('database', () => {
  it('is opened and migrated once for each scope, in the order of requires', async () => {
    const sql = (name: string, more = ''): string =>
      `CREATE TABLE ${name} (id INTEGER PRIMARY KEY${more}) STRICT;`;
    const folder = folderWith({
      ...plugin(
        'a',
        'requires = ["z"]',
        { 'm/0001_a.sql': sql('a_t', ', z INTEGER REFERENCES z_t (id)') },
        '[migrations]\nproject = "m"\n',
      ),
      ...plugin('z', '', { 'm/0001_z.sql': sql('z_t') }, '[migrations]\nproject = "m"\n'),
      'mmm.toml': '',
    });
    const host = await hostOf(folder, ['a', 'z']);
    await host.resolveRoot('required');
    const [a, z] = [await host.context('a'), await host.context('z')];
    const database = await a.database('project');
    expect(await z.database('project')).toBe(database);
    expect(
      database.all("SELECT name FROM sqlite_schema WHERE name IN ('a_t', 'z_t') ORDER BY rowid"),
    ).toEqual([{ name: 'z_t' }, { name: 'a_t' }]);
    expect(existsSync(join(folder, '.mmm', 'state.db'))).toBe(true);
  });

  it('is not for plugins that do not ship with mmm', async () => {
    const folder = folderWith();
    writeAll(join(folder, '.home', 'plugins'), plugin('mine'));
    const context = await (await hostOf(folder, [])).context('mine');
    await expect(context.database('home')).rejects.toMatchObject({ code: 'MMM_KERNEL_DATABASE_REFUSED' });
  });
});
