import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface ErrorData {
  readonly NOT_SET: Record<never, never>;
  readonly MISSING: { readonly path: string };
  readonly INVALID: { readonly path: string; readonly problem: string };
  readonly NO_PART: { readonly path: string; readonly spec: string; readonly parts: readonly string[] };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('AGENT_SCRIPT', {
  NOT_SET: {
    doc: 'The agent "script" was asked for, and `script.file` names no script.',
    message: () => 'The agent "script" has no script to follow: `script.file` is not set.',
    hint: () => 'Set it in mmm.toml: `[script]` and `file = "script.yaml"`.',
    exit: EXIT.usage,
  },
  MISSING: {
    doc: 'The file that `script.file` names does not exist.',
    message: ({ path }) => `The script ${path} does not exist.`,
    hint: () => 'Set `script.file` to the path of a script, relative to the project.',
    exit: EXIT.usage,
  },
  INVALID: {
    doc: 'The script is not YAML, or holds something that the agent "script" does not know.',
    message: ({ path, problem }) => `The script ${path} cannot be followed: ${problem}`,
    hint: () => 'The README of the plugin agent-script lists what an iteration may hold.',
    exit: EXIT.usage,
  },
  NO_PART: {
    doc: 'The script has a part for neither the spec nor `*`.',
    message: ({ path, spec, parts }) =>
      `The script ${path} has no part for the spec "${spec}"; it has: ${parts.join(', ')}.`,
    hint: ({ spec }) => `Add "${spec}:" or "'*':" with a list of iterations.`,
    exit: EXIT.usage,
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
