import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface Place {
  /** What was typed up to the command: `mmm spec list`. */
  readonly command: string;
}

interface Guess {
  /** What exists and looks most like it, if anything does. */
  readonly nearest: string | undefined;
}

interface ErrorData {
  readonly UNKNOWN_COMMAND: Guess & { typed: string; prefix: string; below: readonly string[] };
  readonly INCOMPLETE_COMMAND: { prefix: string; below: readonly string[] };
  readonly BLOCKED_COMMAND: Place & { plugin: string; why: string; hint: string };
  readonly UNKNOWN_OPTION: Guess & Place & { option: string };
  readonly MISSING_VALUE: Place & { option: string; flags: string };
  readonly UNWANTED_VALUE: Place & { option: string; value: string };
  readonly REPEATED_OPTION: Place & { option: string; times: number };
  readonly WRONG_TYPE: Place & { option: string; value: string; expected: string };
  readonly NO_CHOICE: Guess & Place & { option: string; value: string; choices: readonly string[] };
  readonly MISSING_ARGUMENT: Place & { name: string; usage: string };
  readonly UNEXPECTED_ARGUMENT: Place & { value: string; usage: string };
  readonly BAD_SETTING: { value: string };
  readonly OUTPUT_FAILED: { why: string };
  readonly NO_FOLDER: Record<never, never>;
  readonly BUG: { message: string };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('CLI', {
  UNKNOWN_COMMAND: {
    doc: 'The words do not name a command.',
    message: (d) => `There is no command "${d.typed}".`,
    hint: (d) => `${guess(d.nearest)}${listBelow(d.prefix, d.below)}`,
    exit: EXIT.usage,
  },
  INCOMPLETE_COMMAND: {
    doc: 'The words name a group of commands, not a command.',
    message: (d) => `"${d.prefix}" is a group of commands; it needs one more word.`,
    hint: (d) => listBelow(d.prefix, d.below),
    exit: EXIT.usage,
  },
  BLOCKED_COMMAND: {
    doc: 'The command belongs to a plugin that cannot be used.',
    message: (d) => `"${d.command}" belongs to the plugin "${d.plugin}", which cannot be used. ${d.why}`,
    hint: (d) => d.hint,
  },
  UNKNOWN_OPTION: {
    doc: 'The command has no option of that name.',
    message: (d) => `"${d.command}" has no option ${d.option}.`,
    hint: (d) => `${guess(d.nearest)}${d.command} --help lists the options.`,
    exit: EXIT.usage,
  },
  MISSING_VALUE: {
    doc: 'An option that takes a value stands without one.',
    message: (d) => `The option ${d.option} of "${d.command}" needs a value.`,
    hint: (d) => `Write ${d.flags}; a value that starts with a dash is joined with "=".`,
    exit: EXIT.usage,
  },
  UNWANTED_VALUE: {
    doc: 'An option that is only on or off was given a value.',
    message: (d) => `The option ${d.option} of "${d.command}" takes no value, and was given "${d.value}".`,
    hint: (d) => `Write ${d.option} alone.`,
    exit: EXIT.usage,
  },
  REPEATED_OPTION: {
    doc: 'An option that takes one value was given several times.',
    message: (d) =>
      `The option ${d.option} of "${d.command}" was given ${d.times} times and takes one value.`,
    hint: (d) => `Keep one ${d.option}.`,
    exit: EXIT.usage,
  },
  WRONG_TYPE: {
    doc: 'The value of an option is not of the type that the option takes.',
    message: (d) =>
      `The option ${d.option} of "${d.command}" takes ${d.expected}, and was given "${d.value}".`,
    hint: (d) => `${d.command} --help shows what each option takes.`,
    exit: EXIT.usage,
  },
  NO_CHOICE: {
    doc: 'The value of an option is none of its choices.',
    message: (d) => `The option ${d.option} of "${d.command}" does not know "${d.value}".`,
    hint: (d) => `${guess(d.nearest)}Choices: ${d.choices.join(', ')}.`,
    exit: EXIT.usage,
  },
  MISSING_ARGUMENT: {
    doc: 'A required argument was left out.',
    message: (d) => `"${d.command}" needs the argument <${d.name}>.`,
    hint: (d) => `Usage: ${d.usage}`,
    exit: EXIT.usage,
  },
  UNEXPECTED_ARGUMENT: {
    doc: 'There are more arguments than the command takes.',
    message: (d) => `"${d.command}" does not take the argument "${d.value}".`,
    hint: (d) => `Usage: ${d.usage}`,
    exit: EXIT.usage,
  },
  BAD_SETTING: {
    doc: 'The value of --set is not of the form key=value.',
    message: (d) => `--set takes key=value, and was given "${d.value}".`,
    hint: () => 'For example: --set budget.usd=2',
    exit: EXIT.usage,
  },
  OUTPUT_FAILED: {
    doc: 'The output of mmm cannot be written to where it was sent.',
    message: (d) => `The output cannot be written: ${d.why}.`,
    hint: () => 'Send it somewhere else, or make room there.',
  },
  NO_FOLDER: {
    doc: 'The current folder was removed while a terminal was in it.',
    message: () => 'The folder that you are in does not exist any more.',
    hint: () => 'Go to one that does, such as: cd ~',
    exit: EXIT.usage,
  },
  BUG: {
    doc: 'mmm or a plugin failed in a way that nobody foresaw.',
    message: (d) => d.message,
    hint: () => 'This is a bug in mmm or in a plugin: report it with the lines above.',
    exit: EXIT.bug,
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;

function guess(nearest: string | undefined): string {
  return nearest === undefined ? '' : `Did you mean "${nearest}"? `;
}

function listBelow(prefix: string, below: readonly string[]): string {
  return `Below "${prefix}": ${below.join(', ')}. Try ${prefix} --help.`;
}
