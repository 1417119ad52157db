import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openCatalog } from '@mmm/kernel';
import { expect, it, onTestFinished } from 'vitest';
import { contractRules } from '../src/contract-rules.ts';

const GOOD = {
  'plugin.toml': `id = "two-words"
version = "1.0.0"
description = "Keeps the contract"
main = "dist/plugin.js"
provides = ["thing"]
[engines]
mmm = "^0.1.0"
[migrations]
project = "migrations"
[[commands]]
path = "go"
summary = "Goes"
file = "commands/go"
[[taps]]
hook = "kernel:resolve-project"
file = "taps/on-resolve-project"
[[config]]
key = "thing.size"
type = "integer"
default = 3
doc = "How large"
`,
  'src/plugin.ts': 'export default { activate: (c) => [c.services.provide({ id: "thing" }, {})] };',
  'src/commands/go.ts': 'export default { run: async () => ({ data: 1 }) };',
  'src/taps/on-resolve-project.ts': 'export default { hook: "kernel:resolve-project", handle() {} };',
  'test/commands/go.test.ts': '',
  'migrations/0001_first.sql': `CREATE TABLE IF NOT EXISTS two_words_t (id INTEGER) STRICT;
CREATE UNIQUE INDEX two_words_i ON two_words_t (id);`,
};

type Change = Readonly<Record<string, string | undefined>>;

async function broken(change: Change): Promise<string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mmm-rules-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ ...GOOD, ...change })) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const request = { version: '0.1.0', builtIn: [folder], root: undefined, isTrusted: async () => false };
  const plugin = (await openCatalog({ ...request, home: join(folder, 'home') })).plugins[0];
  if (plugin === undefined) throw new Error('the fixture is not valid');
  const titles: string[] = [];
  for (const rule of contractRules) {
    await Promise.resolve()
      .then(() => rule.check(plugin))
      .catch(() => titles.push(rule.title));
  }
  return titles;
}

const activate = (body: string): Change => ({
  'src/plugin.ts': `export default { activate(c) { ${body} } };`,
});
const toml = (from: string, to: string): Change => ({ 'plugin.toml': GOOD['plugin.toml'].replace(from, to) });
const ACTIVATION = 'activates without I/O and gives back what it registers';
const MIGRATIONS = 'numbers its migrations without gaps and names its tables after itself';
const EXPORTS = 'exports by default what the slot of each file asks for';

it('accepts a plugin that keeps every rule', async () => {
  expect(await broken({})).toEqual([]);
});

it.each<[string, Change, string]>([
  [
    'a command without a test',
    { 'test/commands/go.test.ts': undefined },
    'has a file and a test for each command',
  ],
  [
    'a command file that the manifest does not name',
    { 'src/commands/stop.ts': '' },
    'has a manifest entry for each file under commands and taps',
  ],
  ['a command file without run', { 'src/commands/go.ts': 'export default {};' }, EXPORTS],
  [
    'a tap made for another hook',
    { 'src/taps/on-resolve-project.ts': 'export default { hook: "a:did-x" };' },
    EXPORTS,
  ],
  ['an activate that reads a file', activate('c.files.readText("/x"); return [];'), ACTIVATION],
  ['an activate that opens a database', activate('c.database("home"); return [];'), ACTIVATION],
  [
    'an activate that keeps what it registers',
    activate('c.services.provide({ id: "thing" }, {}); return [];'),
    ACTIVATION,
  ],
  ['an activate that provides nothing', activate('return [];'), ACTIVATION],
  [
    'a default of another type',
    toml('default = 3', 'default = "3"'),
    'gives each configuration key a doc line, and a default that fits its type',
  ],
  ['a gap in the migrations', { 'migrations/0003_third.sql': '' }, MIGRATIONS],
  [
    "a table in another plugin's name",
    { 'migrations/0002_x.sql': 'create table events (id INTEGER);' },
    MIGRATIONS,
  ],
])('refuses %s', async (_name, change, title) => {
  expect(await broken(change)).toEqual([title]);
});
