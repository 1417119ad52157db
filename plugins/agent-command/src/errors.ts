import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface ErrorData {
  readonly NOT_SET: Record<never, never>;
  readonly MISSING: { readonly program: string };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('AGENT_COMMAND', {
  NOT_SET: {
    doc: 'The agent "command" was asked for, and `command.argv` names no program.',
    message: () => 'The agent "command" has no program to run: `command.argv` is empty.',
    hint: () => 'Set it in mmm.toml: `[command]` and `argv = ["my-agent", "--yes"]`.',
    exit: EXIT.usage,
  },
  MISSING: {
    doc: 'The program that `command.argv` names is neither on the PATH nor a file.',
    message: ({ program }) => `The agent "command" needs the program "${program}", which is not on the PATH.`,
    hint: () => 'Install it, or set the first entry of `command.argv` to where it is.',
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
