import { type Cell, type Command, defineCommand, textOption, type View } from '@mmm/plugin-api';
import type { ProjectRecord, RegistryProblem } from '../api.ts';
import { createRegistry } from '../registry.ts';

export interface ListedProject extends ProjectRecord {
  /** Used where a command runs outside of any project. */
  readonly active: boolean;
  /** Whether the folder is still there. */
  readonly exists: boolean;
}

export interface ProjectList {
  readonly format: 'json' | 'table';
  readonly projects: readonly ListedProject[];
  readonly problems: readonly RegistryProblem[];
}

const command: Command<ProjectList> = defineCommand({
  async run(input, context) {
    const registry = createRegistry(context);
    const { projects, problems } = await registry.list();
    const active = (await registry.active())?.name;
    const listed: ListedProject[] = [];
    for (const project of projects) {
      const exists = (await context.files.stat(project.path)) !== undefined;
      listed.push({ ...project, active: project.name === active, exists });
    }
    const format = textOption(input, 'format') === 'json' ? 'json' : 'table';
    return { data: { format, projects: listed, problems } };
  },
  view,
});

export default command;

function view({ format, projects, problems }: ProjectList): View {
  if (format === 'json')
    return [{ kind: 'text', text: JSON.stringify({ projects, problems }, undefined, 2) }];
  if (projects.length === 0 && problems.length === 0)
    return [
      {
        kind: 'facts',
        rows: [
          ['projects', 'none'],
          ['next', 'mmm init'],
        ],
      },
    ];
  return [
    {
      kind: 'table',
      columns: [{ title: '' }, { title: 'name' }, { title: 'folder' }, { title: 'last used' }],
      rows: projects.map((project): readonly Cell[] => [
        project.active ? '*' : '',
        { text: project.name, tone: 'strong' },
        project.exists ? project.path : { text: `${project.path} (gone)`, tone: 'warn' },
        project.lastAccessed.slice(0, 10),
      ]),
    },
    ...problems.map(({ message }) => ({ kind: 'text', text: message, tone: 'warn' }) as const),
  ];
}
