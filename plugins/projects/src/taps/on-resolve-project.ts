import { defineTap, resolveProject, type Tap } from '@mmm/plugin-api';
import { createRegistry } from '../registry.ts';

type Answer = { readonly root: string } | undefined;

const tap: Tap<{ readonly cwd: string; readonly name?: string }, Answer> = defineTap(
  resolveProject,
  async ({ name }, context): Promise<Answer> => {
    const registry = createRegistry(context);
    const found = await (name === undefined ? registry.active() : registry.find(name));
    return found === undefined ? undefined : { root: found.path };
  },
);

export default tap;
