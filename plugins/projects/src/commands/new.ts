import { isAbsolute, join } from 'node:path';
import { arg, type Command, defineCommand, textOption } from '@mmm/plugin-api';
import { gitService } from '@mmm/plugin-git/api';
import { errors } from '../errors.ts';
import { createRegistry } from '../registry.ts';
import { checkFree, checkName, setUp } from '../setup.ts';

export interface NewProject {
  readonly name: string;
  readonly root: string;
  /** Relative to the root. */
  readonly wrote: readonly string[];
  /** The first commit. */
  readonly commit: string;
}

const command: Command<NewProject> = defineCommand({
  async run(input, context) {
    const name = arg(input, 'name');
    checkName(name);
    const path = textOption(input, 'path') ?? name;
    const root = isAbsolute(path) ? join(path) : join(context.cwd, path);
    if (root === context.home) throw errors.HOME_FOLDER({ path: root });
    const facts = await context.files.stat(root);
    const isFree =
      facts === undefined || (facts.kind === 'folder' && (await context.files.list(root)).length === 0);
    if (!isFree) throw errors.NOT_EMPTY({ path: root });
    const registry = createRegistry(context);
    await checkFree(context, registry, { name, root, command: 'mmm project new' });
    const git = await context.services.get(gitService);
    const here = await git.inspect(context.cwd);
    if (!here.ok && here.error.code === 'MMM_GIT_MISSING') throw here.error;
    await context.files.makeFolder(root);
    const wrote = await setUp(context, registry, {
      root,
      name,
      specsDir: context.config.string('specs.dir'),
    });
    const commit = await git.create(root, `Start ${name}\n`);
    return { data: { name, root, wrote, commit } };
  },
  view: ({ name, root, wrote, commit }) => [
    {
      kind: 'facts',
      rows: [
        ['project', name],
        ['folder', root],
        ['wrote', wrote.join(', ')],
        ['commit', commit.slice(0, 7)],
        ['next', `cd ${JSON.stringify(root)} && mmm spec new "What it should do"`],
      ],
    },
  ],
});

export default command;
