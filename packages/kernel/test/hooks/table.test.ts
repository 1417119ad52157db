import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CollectHook,
  type DidHook,
  defineCollectHook,
  defineDidHook,
  defineResolveHook,
  defineWillHook,
  hostService,
  type ResolveHook,
  type WillHook,
} from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { folderWith, plugin } from '../fixture.ts';
import { hostOf, type TestedHost } from '../host/fixture.ts';

const will: WillHook<{ readonly text: string }> = defineWillHook('owner:will-x');
const did: DidHook<{ readonly seen: string[] }> = defineDidHook('owner:did-x');
const resolve: ResolveHook<object, string> = defineResolveHook('owner:resolve-x');
const collect: CollectHook<object, string> = defineCollectHook('owner:collect-x');
const HOOKS = [will, did, resolve, collect]
  .map((hook) => `[[hooks]]\nname = "${hook.name}"\ndoc = "d"\n`)
  .join('');

/** A host with the owner of the hooks, and taps on one of them by plugin id; `b` requires `z`. */
async function tapped(hook: string, handlers: Readonly<Record<string, string>>): Promise<TestedHost> {
  const table = `[[taps]]\nhook = "${hook}"\nfile = "taps/on-x"\n`;
  const taps = Object.entries(handlers).map(([id, handle]) => {
    const text = `export default { hook: '${hook}', handle: async (payload, context) => { ${handle} } };`;
    const requires = id === 'b' ? '"owner", "z"' : '"owner"';
    return plugin(id, `requires = [${requires}]`, { 'taps/on-x.js': text }, table);
  });
  const folder = folderWith({
    ...plugin('owner', '', {}, HOOKS),
    ...Object.assign({}, ...taps),
    'mmm.toml': '',
  });
  return hostOf(folder, ['owner', ...Object.keys(handlers)]);
}

it('hands the payload of a will hook from tap to tap, in the order of requires', async () => {
  const add = (id: string): string => `return { text: payload.text + '${id}' };`;
  const host = await tapped(will.name, { b: add('b'), c: add('c'), z: add('z') });
  const { hooks } = await host.context('owner');
  expect(await hooks.will(will, { text: '>' })).toEqual({ text: '>czb' });
});

it('stops at a will tap that fails, and the cause chain names the plugin', async () => {
  const host = await tapped(will.name, { c: "throw new Error('not today');" });
  const { hooks } = await host.context('owner');
  await expect(hooks.will(will, { text: '' })).rejects.toMatchObject({
    code: 'MMM_KERNEL_TAP_FAILED',
    message: 'The plugin "c" stopped "owner:will-x": not today',
    cause: { message: 'not today' },
  });
});

it('gives the hint of the error that stopped it', async () => {
  const host = await tapped(will.name, {
    c: "throw Object.assign(new Error('full'), { name: 'MmmError', hint: 'df -h' });",
  });
  const { hooks } = await host.context('owner');
  await expect(hooks.will(will, { text: '' })).rejects.toMatchObject({ hint: 'df -h' });
});

it('logs a did tap that fails with its plugin, and goes on', async () => {
  const host = await tapped(did.name, { c: "throw new Error('boom');", d: "payload.seen.push('d');" });
  const scope = await host.resolveRoot('required');
  const payload = { seen: [] };
  await (await host.context('owner')).hooks.did(did, payload);
  expect(payload.seen).toEqual(['d']);
  await host.dispose();
  const logs = join(scope?.root ?? '', '.mmm', 'logs');
  const lines = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
  expect(lines.join('')).toMatch(/"plugin":"c".*boom/);
});

it('takes the first answer to a resolve hook and asks nobody after it', async () => {
  const host = await tapped(resolve.name, {
    c: 'return undefined;',
    d: "return 'from d';",
    e: "throw new Error('not asked');",
  });
  expect(await (await host.context('owner')).hooks.resolve(resolve, {})).toBe('from d');
});

it('keeps every answer to a collect hook, with the plugin that gave it', async () => {
  const host = await tapped(collect.name, { d: "return '2';", c: 'return context.plugin.id;' });
  expect(await (await host.context('owner')).hooks.collect(collect, {})).toEqual([
    { plugin: 'c', value: 'c' },
    { plugin: 'd', value: '2' },
  ]);
});

it('gives a plain answer where nobody taps', async () => {
  const { hooks } = await (await tapped(will.name, {})).context('owner');
  expect(await hooks.will(will, { text: 'same' })).toEqual({ text: 'same' });
  expect(await hooks.resolve(resolve, {})).toBeUndefined();
  expect(await hooks.collect(collect, {})).toEqual([]);
  await hooks.did(did, { seen: [] });
});

it('loads a tap when its hook fires, not before', async () => {
  const host = await tapped(resolve.name, { c: "return 'answer';" });
  const { hooks } = await host.context('owner');
  const states = async (): Promise<unknown> => (await host.service(hostService)).plugins();
  expect(await states()).toMatchObject([{ id: 'owner' }, { id: 'c', state: 'idle' }]);
  await hooks.resolve(resolve, {});
  expect(await states()).toMatchObject([
    { id: 'owner' },
    { id: 'c', state: 'active', because: 'hook owner:resolve-x' },
  ]);
});

it('refuses a tap file that is made for another hook', async () => {
  const table = `[[taps]]\nhook = "${resolve.name}"\nfile = "taps/on-x"\n`;
  const files = { 'taps/on-x.js': "export default { hook: 'owner:will-x', handle() {} };" };
  const folder = folderWith({ ...plugin('owner', '', {}, HOOKS), ...plugin('c', '', files, table) });
  const { hooks } = await (await hostOf(folder, ['owner', 'c'])).context('owner');
  await expect(hooks.resolve(resolve, {})).rejects.toThrow('does not export a tap on the hook');
});
