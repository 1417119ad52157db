import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defineService, type ServiceToken } from '@mmm/plugin-api';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestHost } from '../src/index.ts';

const greeter: ServiceToken<{ greet(name: string): Promise<string> }> = defineService('greeter');

const GREETER = {
  'greeter/plugin.toml': `id = "greeter"
version = "1.0.0"
description = "Greets"
main = "dist/plugin.js"
provides = ["greeter"]
[engines]
mmm = "^0.1.0"
[[config]]
key = "greeter.word"
type = "string"
default = "Hello"
doc = "The word"
`,
  'greeter/src/plugin.ts': `export default {
  activate: (context) => [
    context.services.provide({ id: 'greeter' }, {
      greet: async (name) => context.config.string('greeter.word') + ' ' + name,
    }),
  ],
};`,
};

const HELLO = {
  'hello/plugin.toml': `id = "hello"
version = "1.0.0"
description = "Says hello"
main = "dist/plugin.js"
requires = ["greeter"]
[engines]
mmm = "^0.1.0"
[[commands]]
path = "hello to"
aliases = ["hi"]
summary = "Greets somebody"
file = "commands/to"
project = "optional"
  [[commands.options]]
  flags = "-l, --loud-mode"
  doc = "Shouts"
  type = "boolean"
  default = true
`,
  'hello/src/plugin.ts': 'export default { activate: () => [] };',
  'hello/src/commands/to.ts': `export default {
  run: async (input, context) => {
    context.emit({ type: 'hello.said', to: input.args.name });
    const service = await context.services.get({ id: 'greeter' });
    const text = await service.greet(input.args.name as string);
    return { data: { text: input.options.loudMode ? text.toUpperCase() : text, root: context.project?.root } };
  },
  view: (data) => [{ kind: 'text', text: data.text }],
};`,
};

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mmm-test-kit-')));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('createTestHost', () => {
  it('runs a command of a plugin and of what it requires, from their sources', async () => {
    const folder = folderWith({ ...GREETER, ...HELLO });
    await using host = await createTestHost({ plugins: [join(folder, 'hello')] });
    const run = await host.run('hello to', { args: { name: 'Ada' } });
    expect(run).toEqual({
      data: { text: 'HELLO ADA', root: undefined },
      exit: 0,
      events: [{ type: 'hello.said', to: 'Ada' }],
      view: [{ kind: 'text', text: 'HELLO ADA' }],
    });
  });

  it('gives services, the flag layer, aliases and the project', async () => {
    const folder = folderWith({ ...GREETER, ...HELLO, 'web/mmm.toml': '' });
    const project = join(folder, 'web');
    await using host = await createTestHost({
      plugins: [join(folder, 'hello')],
      project,
      config: { 'greeter.word': 'Hey' },
    });
    const { data } = await host.run('hi', { args: { name: 'Ada' }, options: { loudMode: false } });
    expect(data).toEqual({ text: 'Hey Ada', root: project });
    expect(await (await host.service(greeter)).greet('you')).toBe('Hey you');
    expect((await host.context('hello')).requireProject('trusted')).toEqual({ root: project, trusted: true });
  });

  it('removes its home folder', async () => {
    const folder = folderWith(GREETER);
    const host = await createTestHost({ plugins: [join(folder, 'greeter')] });
    expect(existsSync(host.home)).toBe(true);
    await host.dispose();
    expect(existsSync(host.home)).toBe(false);
  });

  it('names the plugin that is not there', async () => {
    await expect(createTestHost({ plugins: ['no-such-plugin'] })).rejects.toThrow('no-such-plugin');
  });
});
