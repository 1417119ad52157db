import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories, EXIT } from '@mmm/plugin-api';

interface ProjectsErrors {
  readonly NAME_INVALID: { readonly name: string; readonly problem: string; readonly better: string };
  readonly NAME_TAKEN: { readonly name: string; readonly path: string; readonly type: string };
  readonly UNKNOWN: { readonly name: string; readonly known: readonly string[] };
  readonly NONE: { readonly cwd: string };
  readonly RECORD_INVALID: { readonly path: string; readonly problem: string };
  readonly NOT_EMPTY: { readonly path: string };
  readonly HOME_FOLDER: { readonly path: string };
}

const defined: DefinedErrors<ProjectsErrors> = defineErrors<ProjectsErrors>('PROJECTS', {
  NAME_INVALID: {
    doc: 'A name cannot be the name of a file on every system.',
    message: ({ name, problem }) => `"${name}" cannot be a name: ${problem}.`,
    hint: ({ better }) => `Use letters, digits, "-" and "_", as in: ${better}`,
    exit: EXIT.usage,
  },
  NAME_TAKEN: {
    doc: 'Another project is registered under this name.',
    message: ({ name, path }) => `The name "${name}" belongs to the project in "${path}".`,
    hint: ({ type }) => type,
    exit: EXIT.usage,
  },
  UNKNOWN: {
    doc: 'No project is registered under this name.',
    message: ({ name, known }) =>
      known.length === 0
        ? `There is no project "${name}", and none is registered yet.`
        : `There is no project "${name}"; registered are: ${known.join(', ')}.`,
    hint: ({ known }) => (known.length === 0 ? 'mmm init, in the folder of a project' : 'mmm project list'),
    exit: EXIT.usage,
  },
  NONE: {
    doc: 'No project was named, the folder is in none, and none was used before.',
    message: ({ cwd }) => `The folder "${cwd}" is in no project, and no project was used before.`,
    hint: () => 'mmm init',
    exit: EXIT.usage,
  },
  RECORD_INVALID: {
    doc: 'A file of the registry cannot be read as a project.',
    message: ({ path, problem }) => `The registry file "${path}" is not a project: ${problem}.`,
    hint: ({ path }) => `Correct "${path}", or remove it and type \`mmm init\` in the project's folder.`,
  },
  NOT_EMPTY: {
    doc: 'A new project would stand in a folder that has something in it.',
    message: ({ path }) => `The folder "${path}" exists and is not empty.`,
    hint: () => 'Name another folder with --path, or type `mmm init` in that folder to make it a project.',
    exit: EXIT.usage,
  },
  HOME_FOLDER: {
    doc: "A project would keep its data in mmm's own home folder.",
    message: ({ path }) => `The folder "${path}" cannot be a project: mmm keeps its own files there.`,
    hint: () => 'Type `mmm init` in the folder of one project, or `mmm project new <name>`.',
    exit: EXIT.usage,
  },
});

export const errors: ErrorFactories<ProjectsErrors> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;
