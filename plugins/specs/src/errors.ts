import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

const SHOWN = 5;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

interface ErrorData {
  readonly NOT_FOUND: { readonly reference: string; readonly nearest: readonly string[] };
  readonly AMBIGUOUS: { readonly reference: string; readonly names: readonly string[] };
  readonly CYCLE: { readonly chain: readonly string[] };
  readonly EXISTS: { readonly path: string };
  readonly NO_TITLE: { readonly title: string };
  readonly FOLDER_OUTSIDE: { readonly folder: string };
  readonly NOT_A_FOLDER: { readonly folder: string };
  readonly UNREADABLE: { readonly path: string; readonly problem: string };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('SPECS', {
  NOT_FOUND: {
    doc: 'No spec has the name, number, id or path that was given.',
    message: ({ reference }) => `There is no spec "${reference}".`,
    hint: ({ nearest }) => (nearest.length > 0 ? `Did you mean ${listed(nearest)}?` : 'mmm spec list'),
    exit: EXIT.usage,
  },
  AMBIGUOUS: {
    doc: 'Several specs match what was given.',
    message: ({ reference, names }) => `"${reference}" means ${names.length} specs: ${listed(names)}.`,
    hint: ({ names }) => `Give the whole name, such as "${names[0] ?? ''}".`,
    exit: EXIT.usage,
  },
  CYCLE: {
    doc: 'Specs depend on each other in a circle, so that none of them can come first.',
    message: ({ chain }) => `Specs depend on each other in a circle: ${chain.join(' -> ')}.`,
    hint: ({ chain }) =>
      `Remove one of these dependencies, such as "${chain[1] ?? ''}" in "${chain[0] ?? ''}".`,
    exit: EXIT.usage,
  },
  EXISTS: {
    doc: 'A new spec would overwrite a file.',
    message: ({ path }) => `${path} exists already and stays as it is.`,
    hint: () => 'Choose another title, or edit the file.',
    exit: EXIT.usage,
  },
  NO_TITLE: {
    doc: 'A new spec has no title that a file name could be made of.',
    message: ({ title }) =>
      title === '' ? 'A new spec needs a title.' : `"${title}" has no letter or digit to name a file with.`,
    hint: () => 'mmm spec new "Reject wrong passwords"',
    exit: EXIT.usage,
  },
  FOLDER_OUTSIDE: {
    doc: 'The folder of specs lies outside of the project.',
    message: ({ folder }) => `The folder of specs, "${folder}", lies outside of the project.`,
    hint: () => 'Set specs.dir to a folder inside of the project, such as "specs".',
    exit: EXIT.usage,
  },
  NOT_A_FOLDER: {
    doc: 'What should be the folder of specs is a file.',
    message: ({ folder }) => `"${folder}" should be the folder of specs and is none.`,
    hint: () => 'Set specs.dir to a folder, such as "specs".',
    exit: EXIT.usage,
  },
  UNREADABLE: {
    doc: 'A spec file cannot be read, or holds no UTF-8 text.',
    message: ({ path, problem }) => `${path} cannot be read: ${problem}.`,
    hint: ({ path }) => `Give yourself the right to read ${path} and save it as UTF-8 text.`,
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
