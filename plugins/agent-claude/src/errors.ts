import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories } from '@mmm/plugin-api';

interface ErrorData {
  readonly MISSING: { readonly command: string };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('AGENT_CLAUDE', {
  MISSING: {
    doc: 'The program that `claude.command` names is neither on the PATH nor a file that can be run.',
    message: ({ command }) => `The agent "claude" needs the program "${command}", which is not on the PATH.`,
    hint: () =>
      'Type `npm install -g @anthropic-ai/claude-code`, or set `claude.command` to where the program is.',
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
