import { type Config, type Files, unwrap } from '@mmm/plugin-api';
import { loadConfig } from '../config/load.ts';
import type { Catalog } from '../plugins/catalog.ts';
import type { ProjectFinder } from './project.ts';

export interface SettingsRequest {
  readonly catalog: Catalog;
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, unknown>>;
  readonly files: Files;
  readonly project: ProjectFinder;
}

export interface Settings {
  /** Loads the configuration, again where the project has been found since. */
  ready(): Promise<void>;
  /** What was loaded last. */
  current(): Config;
}

export function createSettings(request: SettingsRequest): Settings {
  const { home, environment, flags, files } = request;
  const declared = request.catalog.usable.flatMap(({ manifest }) => manifest.config);
  let current: Config | undefined;
  let loading: { readonly root: string | undefined; readonly done: Promise<void> } | undefined;

  const load = async (root: string | undefined): Promise<void> => {
    current = unwrap(await loadConfig({ home, root, environment, flags, declared, files }));
  };

  return {
    ready: () => {
      const root = request.project.current()?.root;
      if (loading === undefined || loading.root !== root) loading = { root, done: load(root) };
      return loading.done;
    },
    current: () => {
      if (current === undefined) throw new Error('the configuration is read before it is loaded');
      return current;
    },
  };
}
