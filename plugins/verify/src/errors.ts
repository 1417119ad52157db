import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface ErrorData {
  readonly NOT_A_NUMBER: { readonly ordinal: string };
  readonly NO_CRITERION: { readonly spec: string; readonly ordinal: number; readonly count: number };
  readonly NO_QUESTION: { readonly spec: string; readonly ordinal: number; readonly path: string };
  readonly NEVER_VERIFIED: { readonly spec: string; readonly ordinal: number };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('VERIFY', {
  NOT_A_NUMBER: {
    doc: 'A criterion was named by something else than its place in the spec.',
    message: ({ ordinal }) => `"${ordinal}" is not the number of a criterion.`,
    hint: () => 'mmm criteria shows the numbers',
    exit: EXIT.usage,
  },
  NO_CRITERION: {
    doc: 'A criterion was named that the spec does not have.',
    message: ({ spec, ordinal, count }) => `The spec ${spec} has ${count} criteria and no number ${ordinal}.`,
    hint: ({ spec }) => `mmm criteria ${spec} shows them`,
    exit: EXIT.usage,
  },
  NO_QUESTION: {
    doc: 'An answer was given for a criterion that asks no person anything.',
    message: ({ spec, ordinal }) => `Criterion ${ordinal} of ${spec} has no human check to answer.`,
    hint: ({ path }) => `Add "- human: …" below the criterion in ${path}`,
    exit: EXIT.usage,
  },
  NEVER_VERIFIED: {
    doc: 'An answer was given before a run has made a tree that it could be bound to.',
    message: ({ spec, ordinal }) => `Criterion ${ordinal} of ${spec} was never verified in a run.`,
    hint: ({ spec }) => `mmm run --spec ${spec}`,
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
