// Activates plugins on demand: what a plugin requires first, each at most once, a failure isolated to what needs it.
import {
  type Clock,
  type Disposable,
  isMmmError,
  type LoadedPlugin,
  type MmmError,
  messageOf,
  type Plugin,
  type PluginContext,
} from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import { blockedError } from './blocked.ts';
import type { Catalog, CatalogPlugin } from './catalog.ts';
import type { Loader } from './load.ts';

export interface Activation {
  /** Throws a coded error where the plugin, or what it requires, cannot be used. */
  activate(id: string, because: string): Promise<CatalogPlugin>;
  plugins(): readonly LoadedPlugin[];
  /** Takes back what every plugin registered, the latest first, once nothing is being activated. */
  dispose(): Promise<readonly MmmError[]>;
}

export interface ActivationRequest {
  readonly catalog: Catalog;
  readonly loader: Loader;
  readonly clock: Clock;
  context(plugin: CatalogPlugin): Promise<PluginContext>;
  /** Called when `activate` has failed: its services are taken back. */
  withdraw(id: string): void;
}

interface Attempt {
  readonly because: string;
  readonly done: Promise<CatalogPlugin>;
  state: 'idle' | 'active' | 'failed';
  ms?: number;
  problem?: string;
}

export function createActivation(request: ActivationRequest): Activation {
  const attempts = new Map<string, Attempt>();
  const registered: { readonly owner: string; readonly disposable: Disposable }[] = [];

  const start = (plugin: CatalogPlugin, because: string): Promise<CatalogPlugin> => {
    const done = (async () => {
      for (const required of [...plugin.manifest.requires].sort())
        await activate(required, `required by ${plugin.manifest.id}`);
      const from = request.clock.monotonic();
      const disposables = await runActivate(request, plugin);
      for (const disposable of disposables) registered.push({ owner: plugin.manifest.id, disposable });
      return { plugin, ms: request.clock.monotonic() - from };
    })();
    const attempt: Attempt = { because, state: 'idle', done: done.then(() => plugin) };
    attempts.set(plugin.manifest.id, attempt);
    done.then(
      ({ ms }) => Object.assign(attempt, { state: 'active', ms }),
      (error: unknown) => Object.assign(attempt, { state: 'failed', problem: messageOf(error) }),
    );
    return attempt.done;
  };

  const activate = async (id: string, because: string): Promise<CatalogPlugin> => {
    const running = attempts.get(id)?.done;
    if (running !== undefined) return running;
    const plugin = request.catalog.plugin(id);
    if (plugin === undefined) throw errors.PLUGIN_UNKNOWN({ plugin: id });
    if (plugin.blocked !== undefined) throw blockedError(plugin.blocked);
    return start(plugin, because);
  };

  return {
    activate,
    plugins: () =>
      request.catalog.plugins.map((plugin) => describe(plugin, attempts.get(plugin.manifest.id))),
    async dispose() {
      await Promise.allSettled([...attempts.values()].map((attempt) => attempt.done));
      const failures: MmmError[] = [];
      for (const { owner, disposable } of registered.splice(0).reverse()) {
        try {
          await disposable.dispose();
        } catch (cause) {
          failures.push(errors.DISPOSAL_FAILED({ owner, why: messageOf(cause) }, { cause }));
        }
      }
      return failures;
    },
  };
}

async function runActivate(
  request: ActivationRequest,
  plugin: CatalogPlugin,
): Promise<readonly Disposable[]> {
  const { id, main } = plugin.manifest;
  const module = await request.loader.loadMain(plugin);
  if (module === undefined) return [];
  if (!isPlugin(module))
    throw errors.MODULE_INVALID({ plugin: id, file: main ?? '', expected: 'an activate function' });
  const context = await request.context(plugin);
  try {
    const disposables: unknown = module.activate(context);
    if (!isDisposables(disposables)) throw new Error('activate has to return a list of disposables');
    return disposables;
  } catch (cause) {
    request.withdraw(id);
    if (isMmmError(cause)) throw cause;
    throw errors.ACTIVATION_FAILED({ plugin: id, why: messageOf(cause) }, { cause });
  }
}

function describe(plugin: CatalogPlugin, attempt: Attempt | undefined): LoadedPlugin {
  const { manifest, folder, origin, blocked } = plugin;
  const problem = blocked?.message ?? attempt?.problem;
  return {
    id: manifest.id,
    version: manifest.version,
    folder,
    origin,
    requires: manifest.requires,
    state: blocked === undefined ? (attempt?.state ?? 'idle') : 'blocked',
    ...(attempt === undefined ? {} : { because: attempt.because }),
    ...(attempt?.ms === undefined ? {} : { activationMs: attempt.ms }),
    ...(problem === undefined ? {} : { problem }),
  };
}

function isPlugin(value: unknown): value is Plugin {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'activate') === 'function';
}

function isDisposables(value: unknown): value is readonly Disposable[] {
  return Array.isArray(value) && value.every((item) => typeof item?.dispose === 'function');
}
