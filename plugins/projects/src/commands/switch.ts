import { arg, type Command, defineCommand } from '@mmm/plugin-api';
import { createRegistry } from '../registry.ts';

export interface Switched {
  readonly name: string;
  readonly path: string;
  /** Whether the folder is still there. */
  readonly exists: boolean;
}

const command: Command<Switched> = defineCommand({
  async run(input, context) {
    const registry = createRegistry(context);
    const project = await registry.require(arg(input, 'name'));
    await registry.use(project);
    const exists = (await context.files.stat(project.path)) !== undefined;
    return { data: { name: project.name, path: project.path, exists } };
  },
  view: ({ name, path, exists }) => [
    {
      kind: 'facts',
      rows: [
        ['project', name],
        ['folder', exists ? path : { text: `${path} (gone)`, tone: 'warn' }],
        ['next', exists ? 'mmm status' : 'mmm init, in the folder where the project is now'],
      ],
    },
  ],
});

export default command;
