import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface ErrorData {
  readonly NOT_SET: Record<never, never>;
  readonly UNKNOWN_RUN: { readonly run: string };
  readonly NOT_RECORDED: { readonly run: string; readonly spec: string; readonly iteration: number };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('AGENT_REPLAY', {
  NOT_SET: {
    doc: 'The agent "replay" was asked for, and `replay.run` names no run.',
    message: () => 'The agent "replay" has nothing to play: `replay.run` is not set.',
    hint: () => 'Type `mmm run list` and set `replay.run` to the id of a run.',
    exit: EXIT.usage,
  },
  UNKNOWN_RUN: {
    doc: 'The run that `replay.run` names is not in this project.',
    message: ({ run }) => `This project has no run "${run}" to play.`,
    hint: () => 'Type `mmm run list` to see its runs.',
    exit: EXIT.usage,
  },
  NOT_RECORDED: {
    doc: 'The recorded run holds no such iteration of the spec.',
    message: ({ run, spec, iteration }) =>
      `The run "${run}" holds no iteration ${iteration} of the spec "${spec}".`,
    hint: ({ run }) => `Type \`mmm run show ${run}\` to see what it holds.`,
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
