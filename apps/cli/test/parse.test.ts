import type { CommandManifest } from '@mmm/plugin-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Parsed, parse } from '../src/parse.ts';
import { commandOf, optionOf } from './manifests.ts';

const command = commandOf('run', {
  args: [{ name: 'names', doc: 'Specs', required: false, variadic: true }],
  options: [
    optionOf('-m, --max-iterations <n>', 'integer', { config: 'budget.iterations' }),
    optionOf('--usd <amount>', 'number'),
    optionOf('--model <name>', 'string', { choices: ['opus', 'sonnet'] }),
    optionOf('--tag <tags>', 'strings'),
    optionOf('-f, --force', 'boolean'),
    optionOf('-y, --yes', 'boolean'),
    optionOf('--dry-run', 'boolean'),
    optionOf('--no-merge', 'boolean'),
    optionOf('--note <text>', 'string', { default: 'none' }),
  ],
});

it('gives options by their camel-case names, in the types of the manifest', () => {
  const { options } = input('--max-iterations', '3', '--usd=0.5', '--model', 'opus', '--force');
  expect(options).toMatchObject({ maxIterations: 3, usd: 0.5, model: 'opus', force: true, yes: undefined });
});

it('resolves short names, joined flags and joined values', () => {
  expect(input('-fy', '-m3').options).toMatchObject({ force: true, yes: true, maxIterations: 3 });
});

it('gives flags with a dash in their name', () => {
  expect(input('--dry-run', '01')).toMatchObject({ args: { names: ['01'] }, options: { dryRun: true } });
  expect(input().options.dryRun).toBeUndefined();
});

it('puts a given option on the configuration key that it sets', () => {
  expect(parsed('-m', '4').settings).toEqual({ 'budget.iterations': 4 });
  expect(parsed().settings).toEqual({});
});

it('gives defaults, and negated options as true unless they are given', () => {
  expect(input().options).toMatchObject({ note: 'none', merge: true });
  expect(input('--no-merge', '--note', 'now').options).toMatchObject({ note: 'now', merge: false });
});

it('keeps words behind a flag as arguments', () => {
  expect(input('--force', '01', 'login').args).toEqual({ names: ['01', 'login'] });
});

it('keeps values as they were typed', () => {
  expect(input('--note', '0123').options.note).toBe('0123');
  expect(input('--note=').options.note).toBe('');
  expect(input('--note=--force').options.note).toBe('--force');
  expect(input('1e3', '-5', '-').args).toEqual({ names: ['1e3', '-5', '-'] });
});

it('collects repeated options of the type strings', () => {
  expect(input('--tag', 'a,b', '--tag', 'c').options.tag).toEqual(['a,b', 'c']);
});

it('keeps what stands behind --', () => {
  expect(parse(routed(command, ['--force']), ['--json', 'x']).input.rest).toEqual(['--json', 'x']);
});

it.each([
  [['-m', 'three'], 'The option --max-iterations of "mmm run" takes a whole number, and was given "three".'],
  [['-m', '1.5'], 'The option --max-iterations of "mmm run" takes a whole number, and was given "1.5".'],
  [['--usd', 'Infinity'], 'The option --usd of "mmm run" takes a number, and was given "Infinity".'],
  [['--usd='], 'The option --usd of "mmm run" takes a number, and was given "".'],
  [['--model', 'opsu'], 'The option --model of "mmm run" does not know "opsu".'],
  [
    ['--model', 'opus', '--model', 'sonnet'],
    'The option --model of "mmm run" was given 2 times and takes one value.',
  ],
  [['--note'], 'The option --note of "mmm run" needs a value.'],
  [['--note', '--force'], 'The option --note of "mmm run" needs a value.'],
  [['--force=yes'], 'The option --force of "mmm run" takes no value, and was given "yes".'],
  [['--froce'], '"mmm run" has no option --froce.'],
  [['-x'], '"mmm run" has no option -x.'],
  [['--__proto__=1'], '"mmm run" has no option --__proto__.'],
])('refuses %j', (argv, message) => {
  expect(() => parsed(...argv)).toThrow(expect.objectContaining({ message, exit: 2 }));
});

it('guesses which option or choice was meant', () => {
  expect(() => parsed('--froce')).toThrow(
    expect.objectContaining({ hint: 'Did you mean "--force"? mmm run --help lists the options.' }),
  );
  expect(() => parsed('--model', 'opsu')).toThrow(
    expect.objectContaining({ hint: 'Did you mean "opus"? Choices: opus, sonnet.' }),
  );
});

it('says which argument is missing or too much', () => {
  const one = commandOf('spec new', {
    args: [{ name: 'title', doc: 'A title', required: true, variadic: false }],
  });
  expect(() => parse(routed(one, []), [])).toThrow(
    expect.objectContaining({
      message: '"mmm spec new" needs the argument <title>.',
      hint: 'Usage: mmm spec new <title>',
    }),
  );
  expect(() => parse(routed(one, ['a', 'b']), [])).toThrow('"mmm spec new" does not take the argument "b".');
});

it('gives back any text unchanged, as a value and as an argument', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
  fc.assert(
    fc.property(text, text, (value, word) => {
      const { input: found } = parsed(`--note=${value}`, ...(word.startsWith('-') ? [] : [word]));
      expect(found.options.note).toBe(value);
      expect(found.args.names).toEqual(word.startsWith('-') ? [] : [word]);
    }),
  );
});

it('ends with an input or with a usage error, whatever is typed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom('-m', '--note', '--force', '-fy', '--tag=a', '3', '-'), fc.string())),
      (argv) => {
        try {
          parsed(...argv);
        } catch (error) {
          expect(error).toMatchObject({ name: 'MmmError', exit: 2 });
        }
      },
    ),
  );
});

function parsed(...argv: readonly string[]): Parsed {
  return parse(routed(command, argv), []);
}

function input(...argv: readonly string[]): Parsed['input'] {
  return parsed(...argv).input;
}

function routed(of: CommandManifest, argv: readonly string[]): Parameters<typeof parse>[0] {
  return { plugin: 'sample', command: of, typed: `mmm ${of.path}`, argv };
}
