import fc from 'fast-check';
import { expect, it } from 'vitest';
import { below, route } from '../src/route.ts';
import { entryOf } from './manifests.ts';

const name = { name: 'name', doc: 'A name', required: false, variadic: false };
const commands = [
  entryOf('run'),
  entryOf('run list'),
  entryOf('spec list', { aliases: ['specs'] }),
  entryOf('spec show', { args: [name] }),
  entryOf('spec secret', { hidden: true }),
];

it.each([
  [['run'], 'run', 'mmm run', []],
  [['run', 'list'], 'run list', 'mmm run list', []],
  [['run', '--model', 'opus'], 'run', 'mmm run', ['--model', 'opus']],
  [['specs', '--open'], 'spec list', 'mmm specs', ['--open']],
  [['spec', 'show', 'login'], 'spec show', 'mmm spec show', ['login']],
  [['spec', 'secret'], 'spec secret', 'mmm spec secret', []],
])('routes %j to "%s"', (argv, path, typed, left) => {
  expect(route(commands, argv)).toMatchObject({ command: { path }, typed, argv: left });
});

it('routes nothing to the command with the empty path, if there is one', () => {
  expect(route(commands, [])).toBeUndefined();
  const withStart = [...commands, entryOf('')];
  expect(route(withStart, ['--yes'])).toMatchObject({ command: { path: '' }, typed: 'mmm', argv: ['--yes'] });
  expect(() => route(withStart, ['rum'])).toThrow('There is no command "mmm rum".');
});

it('guesses what was meant and lists what is below the longest known prefix', () => {
  expect(() => route(commands, ['spec', 'lst'])).toThrow(
    expect.objectContaining({
      message: 'There is no command "mmm spec lst".',
      hint: 'Did you mean "mmm spec list"? Below "mmm spec": list, show. Try mmm spec --help.',
      exit: 2,
    }),
  );
});

it('guesses through a mistyped first word, and past arguments', () => {
  const hint = expect.stringContaining('Did you mean "mmm spec show"?');
  expect(() => route(commands, ['spce', 'show', 'login'])).toThrow(expect.objectContaining({ hint }));
});

it('guesses a group by its first word', () => {
  const hint = expect.stringContaining('Did you mean "mmm spec"?');
  expect(() => route(commands, ['spce'])).toThrow(expect.objectContaining({ hint }));
});

it('takes a word behind a command without arguments for a mistyped command', () => {
  expect(() => route(commands, ['run', 'lits'])).toThrow('There is no command "mmm run lits".');
});

it('says that a group needs one more word', () => {
  expect(() => route(commands, ['spec'])).toThrow(
    expect.objectContaining({
      code: 'MMM_CLI_INCOMPLETE_COMMAND',
      hint: expect.stringContaining('list, show'),
    }),
  );
});

it('prefers a path to an alias of the same name', () => {
  const entries = [entryOf('status show', { aliases: ['status'] }), entryOf('status')];
  expect(route(entries, ['status'])).toMatchObject({ command: { path: 'status' } });
});

it('does not list hidden commands', () => {
  expect(below(commands, ['spec']).map(({ command }) => command.path)).toEqual(['spec list', 'spec show']);
});

it('finds every path, whatever the other paths are', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  const paths = fc.uniqueArray(
    fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(paths, (all) => {
      const entries = all.map((path) => entryOf(path));
      for (const path of all) expect(route(entries, path.split(' '))?.command.path).toBe(path);
    }),
  );
});
