import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface AgentsErrors {
  readonly UNKNOWN: {
    readonly agent: string;
    readonly nearest: string | undefined;
    readonly known: readonly string[];
  };
  readonly NOT_LOADED: { readonly agent: string; readonly plugin: string; readonly problem: string };
}

const defined: DefinedErrors<AgentsErrors> = defineErrors<AgentsErrors>('AGENTS', {
  UNKNOWN: {
    doc: 'No plugin contributes an agent with this id.',
    message: ({ agent, known }) =>
      `There is no agent "${agent}"; there are: ${known.length === 0 ? 'none' : known.join(', ')}.`,
    hint: ({ nearest }) =>
      nearest === undefined ? 'Type `mmm agent list` to see the agents.' : `Did you mean "${nearest}"?`,
    exit: EXIT.usage,
  },
  NOT_LOADED: {
    doc: 'The file that a plugin contributes as an agent could not be loaded.',
    message: ({ agent, plugin, problem }) =>
      `The agent "${agent}" of the plugin "${plugin}" could not be loaded: ${problem}`,
    hint: () => 'Type `mmm plugin tree` to see what is wrong with the plugin.',
  },
});

export const errors: ErrorFactories<AgentsErrors> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
