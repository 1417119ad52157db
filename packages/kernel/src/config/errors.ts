import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface Catalogue {
  SYNTAX: { where: string; problem: string; found: string; hint: string };
  UNREADABLE: { path: string };
  UNKNOWN_KEY: { where: string; key: string; nearest: string | undefined };
  WRONG_VALUE: { where: string; key: string; expected: string; found: string };
}

const defined: DefinedErrors<Catalogue> = defineErrors<Catalogue>('CONFIG', {
  SYNTAX: {
    doc: 'A TOML file cannot be parsed.',
    message: ({ where, problem, found }) => `${where} is not valid TOML: ${problem}. Found: ${found}`,
    hint: ({ hint }) => hint,
    exit: EXIT.usage,
  },
  UNREADABLE: {
    doc: 'A configuration file exists and cannot be read.',
    message: ({ path }) => `The configuration file "${path}" cannot be read.`,
    hint: ({ path }) => `Make "${path}" a file that you may read, or remove it.`,
    exit: EXIT.usage,
  },
  UNKNOWN_KEY: {
    doc: 'A configuration file or a flag sets a key that no plugin declares.',
    message: ({ where, key }) => `${where} sets "${key}", which is not a configuration key.`,
    hint: ({ key, nearest }) =>
      nearest === undefined ? `Remove "${key}".` : `Write "${nearest}" instead of "${key}", or remove it.`,
    exit: EXIT.usage,
  },
  WRONG_VALUE: {
    doc: 'A configuration key has a value of the wrong type or outside of its range.',
    message: ({ where, key, expected, found }) =>
      `${where} sets "${key}" to ${found}; it must be ${expected}.`,
    hint: ({ key, expected }) => `Set "${key}" to ${expected}.`,
    exit: EXIT.usage,
  },
});

export const errors: ErrorFactories<Catalogue> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
