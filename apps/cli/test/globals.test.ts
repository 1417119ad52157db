import { expect, it } from 'vitest';
import { readGlobals } from '../src/globals.ts';

it('takes global options from anywhere before --', () => {
  const { globals, argv, rest } = readGlobals([
    '--json',
    'spec',
    '--project',
    'shop',
    'list',
    '-v',
    '--',
    '--quiet',
  ]);
  expect(globals).toMatchObject({ json: true, project: 'shop', verbose: true, quiet: false });
  expect(argv).toEqual(['spec', 'list']);
  expect(rest).toEqual(['--quiet']);
});

it('leaves the options of commands alone', () => {
  expect(readGlobals(['run', '-m', '3', '--model=opus']).argv).toEqual(['run', '-m', '3', '--model=opus']);
});

it('reads --set as often as it is given, with everything behind the first = as the value', () => {
  const { globals } = readGlobals(['--set', 'budget.usd=2', '--set=commands.a=b=c']);
  expect(globals.settings).toEqual({ 'budget.usd': '2', 'commands.a': 'b=c' });
});

it('switches colours off with --no-color', () => {
  expect(readGlobals([]).globals.color).toBe(true);
  expect(readGlobals(['--no-color']).globals.color).toBe(false);
});

it.each([
  [['--project'], 'MMM_CLI_MISSING_VALUE'],
  [['--project='], 'MMM_CLI_MISSING_VALUE'],
  [['--project', 'a', '--project', 'b'], 'MMM_CLI_REPEATED_OPTION'],
  [['--json=yes'], 'MMM_CLI_UNWANTED_VALUE'],
  [['--set', 'budget'], 'MMM_CLI_BAD_SETTING'],
  [['--set', '=1'], 'MMM_CLI_BAD_SETTING'],
])('refuses %j with %s', (typed, code) => {
  expect(() => readGlobals(typed)).toThrow(expect.objectContaining({ code, exit: 2 }));
});
