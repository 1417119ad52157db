import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface ErrorData {
  readonly FAILED: { readonly what: string; readonly said: string; readonly folder: string };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('DEMO', {
  FAILED: {
    doc: 'A step of the demo did not go as it should; its folder is left there to look at.',
    message: (d) => `The demo stopped at "${d.what}": ${d.said}`,
    hint: (d) => `Look at ${d.folder}; git 2.38 or newer and Node have to be on the PATH.`,
    exit: EXIT.failed,
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
