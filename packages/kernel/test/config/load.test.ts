import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemFiles } from '@mmm/machine';
import type { Config, ConfigKeyManifest, Files, MmmError, Result } from '@mmm/plugin-api';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { folderWith, writeAll } from '../fixture.ts';

const declare = (key: string, type: ConfigKeyManifest['type'], more: Partial<ConfigKeyManifest> = {}) => ({
  ...{ key, type, doc: 'A key' },
  ...more,
});
const declared = [
  declare('specs.dir', 'string', { default: 'specs' }),
  declare('budget.iterations', 'integer', { default: 8, minimum: 1, maximum: 99 }),
  declare('budget.usd', 'number', { default: 5 }),
  declare('run.wait', 'boolean', { default: true }),
  declare('agent.mode', 'string', { choices: ['safe', 'fast'] }),
  declare('agent.model', 'string'),
  declare('verify.env-allow', 'strings', { default: [] }),
  declare('commands', 'table'),
];

let home: string;
let root: string;

beforeEach(() => {
  home = folderWith();
  root = folderWith();
});

interface Given {
  readonly environment?: Readonly<Record<string, string>>;
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly files?: Files;
}

const load = ({ environment = {}, flags = {}, files = systemFiles }: Given = {}): Promise<Result<Config>> =>
  loadConfig({ home, root, environment, flags, declared, files });

async function loaded(given?: Given): Promise<Config> {
  const result = await load(given);
  if (!result.ok) throw result.error;
  return result.value;
}

async function refused(given?: Given): Promise<MmmError> {
  const result = await load(given);
  if (result.ok) throw new Error('it was accepted');
  return result.error;
}

describe('the layers', () => {
  it('win over each other from the defaults to the flags', async () => {
    const seen: unknown[] = [];
    const look = async (given?: Given): Promise<void> => {
      const { value, layer, source } = (await loaded(given)).explain('budget.iterations');
      seen.push([value, layer, source]);
    };
    await look();
    writeAll(home, { 'config.toml': '[budget]\niterations = 1\n' });
    await look();
    writeAll(root, { 'mmm.toml': 'budget.iterations = 2\n' });
    await look();
    writeAll(root, { '.mmm/config.toml': 'budget = { iterations = 3 }\n' });
    await look();
    const environment = { MMM_BUDGET_ITERATIONS: '4' };
    await look({ environment });
    await look({ environment, flags: { 'budget.iterations': 5 } });
    expect(seen).toEqual([
      [8, 'default', undefined],
      [1, 'home', `${home}/config.toml:2:1`],
      [2, 'project', `${root}/mmm.toml:1:1`],
      [3, 'local', `${root}/.mmm/config.toml:1:1`],
      [4, 'environment', 'MMM_BUDGET_ITERATIONS'],
      [5, 'flag', 'command line'],
    ]);
  });

  it('give each type as it is declared', async () => {
    writeAll(root, {
      'mmm.toml':
        'run.wait = false\nverify.env-allow = ["CI"]\n[commands]\nfix = "Fix it"\n[agent]\nmodel = "m"\n',
    });
    const config = await loaded();
    expect(config.boolean('run.wait')).toBe(false);
    expect(config.strings('verify.env-allow')).toEqual(['CI']);
    expect(config.table('commands')).toEqual({ fix: 'Fix it' });
    expect(config.optionalString('agent.model')).toBe('m');
    expect(config.optionalString('agent.mode')).toBeUndefined();
    expect(config.number('budget.usd')).toBe(5);
  });

  it('read texts of the environment and of flags as the declared type', async () => {
    const environment = {
      MMM_RUN_WAIT: '0',
      MMM_VERIFY_ENV_ALLOW: 'CI, HOME',
      MMM_COMMANDS: '{"fix":"Fix it"}',
      MMM_AGENT_MODEL: '',
      MMM_HOME: '/elsewhere',
      MMM_RUN_ID: 'r1',
      MMM_BUDGET_USDD: '9',
    };
    const config = await loaded({ environment, flags: { 'budget.usd': '0.5', 'agent.mode': undefined } });
    expect(config.boolean('run.wait')).toBe(false);
    expect(config.strings('verify.env-allow')).toEqual(['CI', 'HOME']);
    expect(config.table('commands')).toEqual({ fix: 'Fix it' });
    expect(config.optionalString('agent.model')).toBeUndefined();
    expect(config.number('budget.usd')).toBe(0.5);
  });

  it('count the file of a person once whose home folder is the project', async () => {
    root = folderWith();
    home = join(root, '.mmm');
    writeAll(home, { 'config.toml': 'specs.dir = "s"\n' });
    expect((await loaded()).explain('specs.dir').layer).toBe('home');
  });
});

describe('what is refused', () => {
  it.each([
    ['budget.iteration = 2', 'MMM_CONFIG_UNKNOWN_KEY', 'Write "budget.iterations" instead'],
    ['[budgt]\nusd = 2', 'MMM_CONFIG_UNKNOWN_KEY', 'Remove "budgt".'],
    ['xyzzy = 2', 'MMM_CONFIG_UNKNOWN_KEY', 'Remove "xyzzy".'],
    ['budget.iterations = "2"', 'MMM_CONFIG_WRONG_VALUE', 'to a whole number of at least 1 and at most 99'],
    ['budget.iterations = 2.5', 'MMM_CONFIG_WRONG_VALUE', 'a whole number'],
    ['budget.iterations = 100', 'MMM_CONFIG_WRONG_VALUE', 'at most 99'],
    ['budget.usd = inf', 'MMM_CONFIG_WRONG_VALUE', 'a number'],
    ['specs.dir = 2026-01-01', 'MMM_CONFIG_WRONG_VALUE', 'a text in quotes'],
    ['agent.mode = "slow"', 'MMM_CONFIG_WRONG_VALUE', 'one of "safe", "fast"'],
    ['verify.env-allow = "CI"', 'MMM_CONFIG_WRONG_VALUE', 'a list of texts'],
    ['commands.fix = 1', 'MMM_CONFIG_WRONG_VALUE', 'a table of texts'],
    ['budget = 5', 'MMM_CONFIG_WRONG_VALUE', 'a table, as in `[budget]`'],
    ['budget = [', 'MMM_CONFIG_SYNTAX', 'Write a list'],
  ])('%s', async (text, code, hint) => {
    writeAll(home, { 'config.toml': 'specs.dir = "kept"\n' });
    writeAll(root, { 'mmm.toml': `\n${text}\n` });
    const error = await refused();
    expect(error.code).toBe(code);
    expect(error.hint).toContain(hint);
    expect(error.at).toMatchObject({ path: join(root, 'mmm.toml'), line: 2 });
    expect(error.message).toContain(`${root}/mmm.toml:2:`);
  });

  it('names the variable and the flag', async () => {
    const wrong = await refused({ environment: { MMM_BUDGET_USD: 'lots' } });
    expect(wrong.message).toBe(
      'The variable MMM_BUDGET_USD sets "budget.usd" to "lots"; it must be a number.',
    );
    expect((await refused({ flags: { 'budget.usd': 'lots' } })).message).toContain('The command line');
    expect((await refused({ flags: { 'budget.use': 1 } })).hint).toContain('"budget.usd"');
  });

  it('names a file that cannot be read', async () => {
    writeAll(root, { 'mmm.toml/not-a-file': '' });
    expect((await refused()).code).toBe('MMM_CONFIG_UNREADABLE');
  });
});

describe('the cache', () => {
  const noReading: Files = {
    ...systemFiles,
    readText: (path) =>
      path.endsWith('.toml') ? Promise.reject(new Error(`it read ${path}`)) : systemFiles.readText(path),
  };

  it('answers while files, variables and declarations stay as they are', async () => {
    writeAll(root, { 'mmm.toml': 'specs.dir = "one"\n' });
    await loaded();
    expect((await loaded({ files: noReading })).string('specs.dir')).toBe('one');
    expect((await refused({ files: noReading, environment: { MMM_BUDGET_USD: '2' } })).code).toBe(
      'MMM_CONFIG_UNREADABLE',
    );
    writeAll(root, { 'mmm.toml': 'specs.dir = "three"\n' });
    expect((await loaded()).string('specs.dir')).toBe('three');
    rmSync(join(root, 'mmm.toml'));
    expect((await loaded()).string('specs.dir')).toBe('specs');
  });

  it('is not needed, and may be garbage', async () => {
    writeAll(root, { 'mmm.toml': 'specs.dir = "one"\n' });
    await loaded();
    for (const name of await systemFiles.list(join(home, 'cache')))
      for (const text of ['', '{', 'null', '{"fingerprint":1}']) {
        writeFileSync(join(home, 'cache', name), text);
        expect((await loaded()).string('specs.dir')).toBe('one');
      }
    const readOnly: Files = { ...systemFiles, write: () => Promise.reject(new Error('read-only')) };
    expect(
      (await loaded({ files: readOnly, environment: { MMM_BUDGET_USD: '3' } })).number('budget.usd'),
    ).toBe(3);
  });
});

describe('a bug in a plugin', () => {
  it('is told by a plain error', async () => {
    const config = await loaded();
    expect(() => config.string('no.such')).toThrow('configuration key "no.such" is not declared');
    expect(() => config.string('run.wait')).toThrow('configuration key "run.wait" is declared as boolean');
    expect(() => config.string('agent.model')).toThrow('neither a value nor a default');
  });
});
