import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface ErrorData {
  readonly NO_COMMITS: { readonly root: string };
  readonly DETACHED: { readonly root: string; readonly head: string };
  readonly NOT_THE_TOP: { readonly root: string; readonly top: string };
  readonly NOTHING_TO_RESUME: Record<never, never>;
  readonly UNKNOWN_RUN: { readonly id: string };
  readonly NOT_RESUMABLE: { readonly id: string; readonly status: string };
  readonly CHANGED: { readonly specs: readonly string[] };
  readonly GONE: { readonly spec: string };
  readonly FLAGS_MISSING: { readonly run: string; readonly words: string };
  readonly NO_SPECS: { readonly folder: string };
  readonly AGENT_NOT_READY: { readonly agent: string; readonly problem: string; readonly hint: string };
  readonly BAD_COMMANDS_FILE: { readonly path: string; readonly problem: string };
  readonly NO_PROMPT: { readonly command: string; readonly problem: string };
}

const defined: DefinedErrors<ErrorData> = defineErrors<ErrorData>('LOOP', {
  NO_COMMITS: {
    doc: 'The repository has no commit yet, so there is nothing to start from.',
    message: (d) => `The repository ${d.root} has no commit yet; a run starts from one.`,
    hint: () => 'git add -A && git commit -m "start"',
    exit: EXIT.usage,
  },
  DETACHED: {
    doc: 'HEAD is detached, so there is no branch that proven work could be merged to.',
    message: (d) =>
      `HEAD of ${d.root} is detached at ${d.head.slice(0, 7)}; proven work needs a branch to be merged to.`,
    hint: () => 'git switch -c <branch>, or mmm run --no-merge to keep the work on private refs',
    exit: EXIT.usage,
  },
  NOT_THE_TOP: {
    doc: 'The project is a folder inside of a repository, not its top.',
    message: (d) => `The project ${d.root} is not the top of its repository ${d.top}.`,
    hint: (d) => `mmm init in ${d.top}, or git init in the project`,
    exit: EXIT.usage,
  },
  NOTHING_TO_RESUME: {
    doc: 'No run of this project can be resumed.',
    message: () =>
      'No run of this project can be resumed: none is paused, interrupted, waiting, unmet or cut off.',
    hint: () => 'mmm run list shows the runs; mmm run starts one',
    exit: EXIT.usage,
  },
  UNKNOWN_RUN: {
    doc: 'No run has this id.',
    message: (d) => `There is no run "${d.id}" in this project.`,
    hint: () => 'mmm run list',
    exit: EXIT.usage,
  },
  NOT_RESUMABLE: {
    doc: 'The run has ended for good.',
    message: (d) => `Run ${d.id} is ${d.status}; there is nothing left to do in it.`,
    hint: () => 'mmm run starts a new one',
    exit: EXIT.usage,
  },
  CHANGED: {
    doc: 'A spec was changed since the run that is being resumed started with it.',
    message: (d) =>
      `Changed since the run started: ${d.specs.join(', ')}. What was proved so far was proved against the old text.`,
    hint: () =>
      'mmm resume --accept-changes starts these specs again within the run; mmm run starts a new run',
    exit: EXIT.usage,
  },
  GONE: {
    doc: 'A spec that a run was started with has no file any more.',
    message: (d) => `The file of the spec "${d.spec}" is gone.`,
    hint: () => 'Put the file back and type mmm resume, or start a new run with mmm run.',
    exit: EXIT.usage,
  },
  FLAGS_MISSING: {
    doc: 'A run is resumed without settings of the command line that it was started with.',
    message: (d) => `Run ${d.run} was started with settings that are not in force now: ${d.words}.`,
    hint: (d) => `mmm resume ${d.run} ${d.words}, or put them into .mmm/config.toml`,
    exit: EXIT.usage,
  },
  NO_SPECS: {
    doc: 'There is no spec to run.',
    message: (d) => `There is no spec in ${d.folder}.`,
    hint: () => 'mmm spec new "What is wanted"',
    exit: EXIT.usage,
  },
  AGENT_NOT_READY: {
    doc: 'The agent is not installed or not logged in.',
    message: (d) => `The agent "${d.agent}" cannot work: ${d.problem}`,
    hint: (d) => d.hint,
    exit: EXIT.usage,
  },
  BAD_COMMANDS_FILE: {
    doc: 'The commands file does not have the form that it should.',
    message: (d) => `${d.path} cannot be used: ${d.problem}.`,
    hint: () =>
      'Write [[commands]] with name = "implement" and prompt = "…" or prompt_template = "file-name".',
    exit: EXIT.usage,
  },
  NO_PROMPT: {
    doc: 'A command of the commands file has no prompt, or its template is not there or cannot be filled in.',
    message: (d) => `The command "${d.command}" has no usable prompt: ${d.problem}.`,
    hint: () => 'Give it prompt = "…" or put the template into .mmm/prompts/.',
    exit: EXIT.usage,
  },
});

export const errors: ErrorFactories<ErrorData> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
