import { defineService, hostService, type ServiceToken } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { folderWith, plugin } from '../fixture.ts';
import { hostOf, type TestedHost } from '../host/fixture.ts';

const clock: ServiceToken<{ tick(): Promise<string> }> = defineService('clock');
const provider = (id: string): string => `export default { activate: (context) =>
  [context.services.provide({ id: '${id}' }, { tick: async () => context.plugin.id })] };`;

async function host(): Promise<TestedHost> {
  const folder = folderWith({
    ...plugin('clocks', 'provides = ["clock"]', { 'plugin.js': provider('clock') }),
    ...plugin('near', 'requires = ["clocks"]'),
    ...plugin('far', 'requires = ["near"]'),
    ...plugin('stranger'),
    ...plugin('empty', 'provides = ["nothing"]'),
    ...plugin('liar', 'provides = ["said"]', { 'plugin.js': provider('unsaid') }),
  });
  return hostOf(folder, ['clocks', 'near', 'far', 'stranger', 'empty', 'liar']);
}

it.each(['near', 'far', 'clocks'])('gives %s the service of a plugin that it requires', async (id) => {
  const { services } = await (await host()).context(id);
  expect(await (await services.get(clock)).tick()).toBe('clocks');
});

it('activates the provider when the app asks', async () => {
  expect(await (await (await host()).service(clock)).tick()).toBe('clocks');
});

it('refuses a service of a plugin that is not required, and says what to add', async () => {
  const { services } = await (await host()).context('stranger');
  await expect(services.get(clock)).rejects.toMatchObject({
    code: 'MMM_KERNEL_SERVICE_NOT_REQUIRED',
    hint: 'Add "clocks" to requires in the plugin.toml of "stranger".',
  });
});

it("gives everybody the kernel's own service", async () => {
  const { services } = await (await host()).context('stranger');
  expect((await services.get(hostService)).version).toBe('0.1.0');
});

it.each([
  ['that nobody provides', 'nowhere', 'MMM_KERNEL_SERVICE_UNKNOWN', '"nowhere"'],
  ['that was declared and not provided', 'nothing', 'MMM_KERNEL_SERVICE_NOT_PROVIDED', '"empty"'],
  ['that was provided and not declared', 'said', 'MMM_KERNEL_SERVICE_NOT_DECLARED', '"unsaid"'],
])('names a service %s', async (_name, id, code, named) => {
  const failure = (await host()).service(defineService(id));
  await expect(failure).rejects.toMatchObject({ code });
  await expect(failure).rejects.toThrow(named);
});

it('gives nothing any more after it was taken back', async () => {
  const tested = await host();
  await tested.service(clock);
  await tested.dispose();
  await expect(tested.service(clock)).rejects.toMatchObject({ code: 'MMM_KERNEL_SERVICE_NOT_PROVIDED' });
});
