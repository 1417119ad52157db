import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hostService } from '@mmm/plugin-api';
import { describe, expect, it } from 'vitest';
import { locateRoot } from '../../src/index.ts';
import { command, folderWith, plugin } from '../fixture.ts';
import { hostOf } from './fixture.ts';

const where = { 'commands/go.js': 'export default { run: async (_, c) => ({ data: c.project?.root }) };' };
const going = (need: string): string => command('go', `project = "${need}"`);

describe('locateRoot', () => {
  it('gives the nearest folder upward with mmm.toml or .mmm', () => {
    const folder = folderWith({ 'mmm.toml': '', 'web/.mmm/x': '', 'web/src/y': '' });
    const home = join(folder, 'home');
    expect(locateRoot({ cwd: join(folder, 'web', 'src'), home })).toBe(join(folder, 'web'));
    expect(locateRoot({ cwd: folder, home })).toBe(folder);
    expect(locateRoot({ cwd: folder, home, project: './web/src' })).toBe(join(folder, 'web'));
    expect(locateRoot({ cwd: folder, home, project: 'web' })).toBeUndefined();
  });

  it("does not take mmm's own home folder for a project", () => {
    const folder = folderWith({ '.mmm/config.toml': '', 'src/x': '' });
    expect(locateRoot({ cwd: join(folder, 'src'), home: join(folder, '.mmm') })).toBeUndefined();
  });
});

describe('the project of a command', () => {
  it.each([
    ['required', true],
    ['optional', true],
    ['none', false],
  ])('is looked for by one that says %s: %s', async (need, found) => {
    const folder = folderWith({ ...plugin('a', '', where, going(need)), 'mmm.toml': '' });
    const host = await hostOf(folder, ['a']);
    expect((await host.run('go')).data).toBe(found ? folder : undefined);
  });

  it('is missed by one that requires it, with the next step', async () => {
    const host = await hostOf(folderWith(plugin('a', '', where, going('required'))), ['a']);
    await expect(host.run('go')).rejects.toMatchObject({
      code: 'MMM_KERNEL_NO_PROJECT',
      hint: 'mmm init',
      exit: 2,
    });
  });

  it('is asked of the hook where no folder is one', async () => {
    const tap = '[[taps]]\nhook = "kernel:resolve-project"\nfile = "taps/find"\n';
    const find = `export default { hook: 'kernel:resolve-project',
      handle: ({ cwd, name }) => (name === 'nobody' ? undefined : { root: cwd + '/' + (name ?? 'last') }) };`;
    const folder = folderWith({
      ...plugin('a', '', { ...where, 'taps/find.js': find }, going('optional') + tap),
      'last/mmm.toml': '',
      'web/mmm.toml': '',
    });
    expect((await (await hostOf(folder, ['a'])).run('go')).data).toBe(join(folder, 'last'));
    expect((await (await hostOf(folder, ['a'], { project: 'web' })).run('go')).data).toBe(
      join(folder, 'web'),
    );
    const unknown = await hostOf(folder, ['a'], { project: 'nobody' });
    await expect(unknown.run('go')).rejects.toMatchObject({ code: 'MMM_KERNEL_PROJECT_UNKNOWN' });
    const gone = await hostOf(folder, ['a'], { project: 'removed' });
    await expect(gone.run('go')).rejects.toMatchObject({ code: 'MMM_KERNEL_PROJECT_UNKNOWN' });
  });

  it('brings its configuration along, also when it is found late', async () => {
    const tap = '[[taps]]\nhook = "kernel:resolve-project"\nfile = "taps/find"\n';
    const key = '[[config]]\nkey = "a.word"\ntype = "string"\ndefault = "none"\ndoc = "d"\n';
    const find = `export default { hook: 'kernel:resolve-project',
      handle: ({ cwd }, context) => ({ root: cwd + (context.config.string('a.word') === 'none' ? '/web' : '') }) };`;
    const word = {
      'commands/go.js': "export default { run: async (_, c) => ({ data: c.config.string('a.word') }) };",
    };
    const folder = folderWith({
      ...plugin('a', '', { ...word, 'taps/find.js': find }, going('required') + tap + key),
      'web/mmm.toml': '[a]\nword = "web"\n',
    });
    expect((await (await hostOf(folder, ['a'])).run('go')).data).toBe('web');
  });
});

describe('trust', () => {
  it('is asked for before anything of the project is executed', async () => {
    const folder = folderWith({ ...plugin('a'), 'web/mmm.toml': '' });
    const cwd = join(folder, 'web');
    const host = await hostOf(folder, ['a'], { cwd });
    await host.resolveRoot('required');
    const context = await host.context('a');
    expect(() => context.requireProject('trusted')).toThrow(
      `The project "${cwd}" is not trusted on this machine, so nothing of it is executed.`,
    );
    await (await host.service(hostService)).trust(cwd);
    expect(context.requireProject('trusted')).toEqual({ root: cwd, trusted: true });
    await (await host.service(hostService)).distrust(cwd);
    expect(context.project?.trusted).toBe(false);
  });

  it('holds for the process where it was given as a flag', async () => {
    const folder = folderWith(plugin('a'));
    mkdirSync(join(folder, '.mmm'));
    const host = await hostOf(folder, ['a'], { trustProject: true });
    expect(await host.resolveRoot('required')).toEqual({ root: folder, trusted: true });
  });

  it('needs a project', async () => {
    const context = await (await hostOf(folderWith(plugin('a')), ['a'])).context('a');
    expect(() => context.requireProject('trusted')).toThrow('There is no project');
  });
});
