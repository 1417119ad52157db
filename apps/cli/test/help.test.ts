import { expect, it } from 'vitest';
import { commandHelp, groupHelp, overview } from '../src/help.ts';
import { simpleWidth } from '../src/render/layout.ts';
import { renderView } from '../src/render/view.ts';
import { entryOf, optionOf } from './manifests.ts';

const run = entryOf('run', {
  summary: 'Work on specs until they are proven',
  aliases: ['go'],
  args: [{ name: 'spec', doc: 'Names of specs', required: false, variadic: true }],
  options: [
    optionOf('-m, --max-iterations <n>', 'integer', {
      doc: 'Stop after this many',
      config: 'budget.iterations',
    }),
    optionOf('--format <name>', 'string', { doc: 'The form', choices: ['text', 'junit'], default: 'text' }),
  ],
  examples: [{ run: 'mmm run 01', says: 'Only this one' }],
});
const commands = [
  entryOf('spec list', { summary: 'List specs' }),
  run,
  entryOf('spec new', {
    summary: 'Write a spec',
    args: [{ name: 'title', doc: 'Its title', required: true, variadic: false }],
  }),
  entryOf('spec secret', { hidden: true }),
];
const request = { version: '0.1.0', commands };
const plain = { color: false, width: undefined, measure: simpleWidth };

it('groups the overview by first words', () => {
  expect(renderView(overview(request), plain)).toMatchInlineSnapshot(`
    "mmm 0.1.0   Runs coding agents until checks that mmm itself executes say that the work is done.

    Usage
      mmm <command> [options]

    Commands
      run [spec...]      Work on specs until they are proven

    mmm spec
      spec list          List specs
      spec new <title>   Write a spec

    Global options
          --json                  Print the data itself as JSON
          --json-events           Print each event as one line of JSON
          --project <name|path>   Work in this project, not in the current folder
          --quiet                 Print the result only, no progress
      -v, --verbose               Say on stderr which plugins were used, and log more
          --debug                 Show stack traces and causes of errors
          --no-color              Print without colours
          --trust-project         Run this project's own commands this once (for CI)
          --set <key=value>       Set a configuration key for this command; repeatable
          --version               Print the version
      -h, --help                  Print help for mmm, a group or a command

    mmm <command> --help tells more of a command.
    "
  `);
});

it('lists a group', () => {
  expect(renderView(groupHelp(['spec'], request), plain)).toMatchInlineSnapshot(`
    "Usage
      mmm spec <command> [options]

    Commands
      spec list          List specs
      spec new <title>   Write a spec

    mmm --help lists everything else.
    "
  `);
});

it('tells everything of one command', () => {
  expect(renderView(commandHelp(run, request), plain)).toMatchInlineSnapshot(`
    "Work on specs until they are proven

    Usage
      mmm run [spec...] [options]

    Aliases
      mmm go

    Arguments
      spec   Names of specs

    Options
      -m, --max-iterations <n>   Stop after this many (sets budget.iterations)
          --format <name>        The form (one of text, junit; default: text)

    Global options
          --json                  Print the data itself as JSON
          --json-events           Print each event as one line of JSON
          --project <name|path>   Work in this project, not in the current folder
          --quiet                 Print the result only, no progress
      -v, --verbose               Say on stderr which plugins were used, and log more
          --debug                 Show stack traces and causes of errors
          --no-color              Print without colours
          --trust-project         Run this project's own commands this once (for CI)
          --set <key=value>       Set a configuration key for this command; repeatable
          --version               Print the version
      -h, --help                  Print help for mmm, a group or a command

    Examples
      mmm run 01   Only this one
    "
  `);
});
