import { formatPosition } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { parseManifest } from '../../src/plugins/manifest.ts';
import { ENGINES, manifest } from '../fixture.ts';

const read = (text: string): ReturnType<typeof parseManifest> =>
  parseManifest({ path: '/p/plugin.toml', text, version: '0.1.0' });

async function refusal(text: string): Promise<string> {
  const result = await read(text);
  if (result.ok) throw new Error('the manifest is accepted');
  const { at, message } = result.error;
  return `${at === undefined ? '' : formatPosition(at)} ${message}`;
}

it('fills in every default and lists contributions by point', async () => {
  const text = manifest(
    'specs',
    `${ENGINES}[[commands]]\npath = "spec list"\nsummary = "Lists"\nfile = "commands/list"
[[contributes.checks]]\nid = "http"\nsummary = "Asks a URL"\nfile = "checks/http"`,
  );
  expect(await read(text)).toEqual({
    ok: true,
    value: {
      id: 'specs',
      version: '1.0.0',
      description: 'The plugin specs',
      engines: { mmm: '^0.1.0' },
      requires: [],
      provides: [],
      taps: [],
      hooks: [],
      config: [],
      migrations: {},
      contributes: [{ point: 'checks', id: 'http', summary: 'Asks a URL', file: 'checks/http' }],
      commands: [
        {
          path: 'spec list',
          aliases: [],
          summary: 'Lists',
          file: 'commands/list',
          project: 'none',
          hidden: false,
          args: [],
          options: [],
          examples: [],
        },
      ],
    },
  });
});

const COMMAND = '[[commands]]\npath = "a"\nsummary = "s"\nfile = "commands/a"\n';

it.each([
  ['no TOML', 'id = \n', /^\/p\/plugin\.toml:1:\d+ /],
  ['a missing key', manifest('a'), /^\/p\/plugin\.toml:1:1 .*"engines" is missing; it has to be an object/],
  [
    'a wrong type',
    manifest('a', `requires = "b"\n${ENGINES}`),
    /:4:1 .*"requires" is "b"; it has to be an array/,
  ],
  [
    'a wrong choice in the second entry of a list',
    manifest('a', `${ENGINES}${COMMAND}${COMMAND}project = "maybe"`),
    /:14:1 .*"commands\[1\]\.project" is "maybe"; it has to be one of "required", "optional", "none"/,
  ],
  [
    'a missing key in a nested entry',
    manifest('a', `${ENGINES}${COMMAND}[[commands.options]]\nflags = "--x"\ntype = "boolean"`),
    /:10:1 .*"commands\[0\]\.options\[0\]\.doc" is missing; it has to be a string/,
  ],
  [
    'an unknown key',
    manifest('a', `${ENGINES}${COMMAND}sumary = "x"`),
    /:10:1 .*there is no key "commands\[0\]\.sumary"; .* the nearest is "summary"/,
  ],
  ['an id that is a path', manifest('../x', ENGINES), /"id" is "..\/x"; it has to be lower-case words/],
  ['a reserved id', manifest('host', ENGINES), /:1:1 .*kept for the kernel/],
  [
    'a file outside of the folder',
    manifest('a', `${ENGINES}${COMMAND.replace('commands/a', '../../b')}`),
    /"commands\[0\]\.file" is "..\/..\/b"; it has to be a path inside/,
  ],
  [
    "a hook in another plugin's name",
    manifest('a', `${ENGINES}[[hooks]]\nname = "b:did-x"\ndoc = "d"`),
    /:7:1 .*another plugin's name before the colon; write "a:" there/,
  ],
  [
    'another version of mmm',
    manifest('a', '[engines]\nmmm = "^2.0.0"'),
    /needs mmm \^2\.0\.0, and this is mmm 0\.1\.0/,
  ],
])('refuses %s, and says where', async (_name, text, expected) => {
  expect(await refusal(text)).toMatch(expected);
});
