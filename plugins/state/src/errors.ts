import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories } from '@mmm/plugin-api';

interface ErrorData {
  /** `since` in milliseconds since the epoch; `names` are those that both want. */
  readonly HELD: {
    readonly run: string;
    readonly pid: number;
    readonly since: number;
    readonly names: readonly string[];
  };
  /** `now` says who has the run, or how it ended: the second half of the sentence. */
  readonly STALE_LEASE: { readonly run: string; readonly token: number; readonly now: string };
  readonly RUN_UNKNOWN: { readonly run: string };
  readonly RUN_DONE: { readonly run: string };
  readonly STEP_DIFFERS: { readonly run: string; readonly step: string };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('STATE', {
  HELD: {
    doc: 'Another live process holds the run, or a live run holds one of the names that this one needs.',
    message: ({ run, pid, since, names }) =>
      `The run ${run} of process ${pid} is live since ${new Date(since).toISOString()}${
        names.length === 0 ? '' : ` and holds ${names.join(', ')}`
      }.`,
    hint: ({ pid }) =>
      `mmm status shows it; wait for it, leave these names out, or stop it with kill -INT ${pid} and type mmm resume`,
  },
  STALE_LEASE: {
    doc: 'A process wrote to a run that it no longer holds. Nothing of that write was kept.',
    message: ({ run, token, now }) =>
      `This process no longer holds the run ${run} (its token was ${token}): ${now}.`,
    hint: () => 'mmm status shows how the run stands; nothing of this write was kept',
  },
  RUN_UNKNOWN: {
    doc: 'A run was named that the project does not have.',
    message: ({ run }) => `The project has no run ${run}.`,
    hint: () => 'mmm status shows the newest runs',
  },
  RUN_DONE: {
    doc: 'A run that is done was to be taken up again.',
    message: ({ run }) => `The run ${run} is done; nothing is left to take up.`,
    hint: () => 'mmm run starts a new one',
  },
  STEP_DIFFERS: {
    doc: 'A step that is done was finished again with another result or other events. The first result stays.',
    message: ({ run, step }) => `The step "${step}" of the run ${run} is already done with another result.`,
    hint: () => 'The first result stands; report this as a bug of the plugin that runs the step',
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
