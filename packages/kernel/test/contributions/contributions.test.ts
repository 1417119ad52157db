import { definePoint, hostService, type Point } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { folderWith, plugin } from '../fixture.ts';
import { hostOf } from '../host/fixture.ts';

const checks: Point<{ readonly name: string }> = definePoint('checks');
const entry = (id: string): string =>
  `[[contributes.checks]]\nid = "${id}"\nsummary = "Checks ${id}"\nfile = "checks/${id}"\n`;
const file = (id: string): Record<string, string> => ({
  [`checks/${id}.js`]: `export default { name: '${id}' };`,
});

it('lists what plugins add to a point, in the order of requires, and loads on demand', async () => {
  const folder = folderWith({
    ...plugin('a', 'requires = ["z"]', file('http'), entry('http')),
    ...plugin('z', '', file('json'), entry('json')),
    ...plugin('lost', 'requires = ["nobody"]', file('none'), entry('none')),
    ...plugin('empty', '', {}, entry('absent')),
    ...plugin('owner'),
  });
  const host = await hostOf(folder, ['a', 'empty', 'lost', 'owner', 'z']);
  const list = await (await host.context('owner')).contributions(checks);
  expect(list.map(({ id, plugin: from, summary }) => [id, from, summary])).toEqual([
    ['absent', 'empty', 'Checks absent'],
    ['json', 'z', 'Checks json'],
    ['http', 'a', 'Checks http'],
  ]);
  expect(await list[2]?.load()).toEqual({ name: 'http' });
  await expect(list[0]?.load()).rejects.toThrow('checks/absent.js", which does not exist');
  const plugins = await (await host.service(hostService)).plugins();
  expect(plugins.filter(({ state }) => state === 'active').map(({ id }) => id)).toEqual(['owner']);
});
