import { type Hooks, type ProjectScope, resolveProject } from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import { holdsProject, isPath, locateRoot, type Whereabouts } from './root.ts';

export type ProjectNeed = 'required' | 'optional' | 'none';

export interface ProjectFinder {
  /** What was found so far. */
  current(): ProjectScope | undefined;
  /** Looks once; a project that is required and absent is an error. */
  resolve(need: ProjectNeed): Promise<ProjectScope | undefined>;
  require(need?: 'trusted'): ProjectScope;
  /** Asks again whether the project is trusted. */
  refresh(): Promise<void>;
}

export interface ProjectRequest extends Whereabouts {
  isTrusted(root: string): Promise<boolean>;
  /** Asked where no folder at or above cwd is a project. */
  hooks(): Hooks;
}

export function createProjectFinder(request: ProjectRequest): ProjectFinder {
  const { cwd, home, project } = request;
  let scope: ProjectScope | undefined;
  let looking: Promise<void> | undefined;

  const enter = async (root: string): Promise<void> => {
    scope = { root, trusted: await request.isTrusted(root) };
  };
  const look = async (): Promise<void> => {
    const located = locateRoot(request);
    if (located !== undefined) return enter(located);
    if (project !== undefined && isPath(project)) return;
    const payload = project === undefined ? { cwd } : { cwd, name: project };
    const answer = await request.hooks().resolve(resolveProject, payload);
    if (answer !== undefined && holdsProject(answer.root, home)) await enter(answer.root);
  };

  return {
    current: () => scope,
    async resolve(need) {
      if (need === 'none' && project === undefined) return undefined;
      looking ??= look();
      await looking;
      if (scope !== undefined || (need !== 'required' && project === undefined)) return scope;
      throw project === undefined ? errors.NO_PROJECT({ cwd }) : errors.PROJECT_UNKNOWN({ project });
    },
    require(need) {
      if (scope === undefined) throw errors.NO_PROJECT({ cwd });
      if (need === 'trusted' && !scope.trusted) throw errors.UNTRUSTED({ root: scope.root });
      return scope;
    },
    async refresh() {
      if (scope !== undefined) await enter(scope.root);
    },
  };
}
