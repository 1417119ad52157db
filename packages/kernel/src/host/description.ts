import type { Host } from '@mmm/plugin-api';
import type { Activation } from '../plugins/activate.ts';
import type { Catalog } from '../plugins/catalog.ts';
import type { Trust } from '../trust/trust.ts';
import type { ProjectFinder } from './project.ts';

export interface DescriptionRequest {
  readonly version: string;
  readonly catalog: Catalog;
  readonly activation: Activation;
  readonly trust: Trust;
  readonly project: ProjectFinder;
  isTrusted(root: string): Promise<boolean>;
}

/** The service `host`: what the kernel tells about itself. */
export function describeHost(request: DescriptionRequest): Host {
  const { catalog, trust, project } = request;
  return {
    version: request.version,
    plugins: async () => request.activation.plugins(),
    manifests: async () => catalog.plugins.map((plugin) => plugin.manifest),
    problems: async () => catalog.problems.map(({ folder, error }) => ({ folder, message: error.message })),
    isTrusted: request.isTrusted,
    trust: async (root) => {
      await trust.trust(root);
      await project.refresh();
    },
    distrust: async (root) => {
      await trust.distrust(root);
      await project.refresh();
    },
  };
}
