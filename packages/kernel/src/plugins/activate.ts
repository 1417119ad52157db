// Activates plugins on demand: what a plugin requires first, each at most once, a failure isolated to what needs it.
import {
  type Clock,
  type Disposable,
  isMmmError,
  type LoadedPlugin,
  MmmError,
  messageOf,
  type PluginContext,
} from '@mmm/plugin-api';
import { errors } from '../errors.ts';
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
  done?: Promise<CatalogPlugin>;
  /** Whether everything that it requires is active. */
  ready: boolean;
  /** Set when it is active. */
  ms?: number;
  problem?: string;
}

export function createActivation(request: ActivationRequest): Activation {
  const attempts = new Map<string, Attempt>();
  const registered: { readonly owner: string; readonly disposable: Disposable }[] = [];

  const start = async (plugin: CatalogPlugin, attempt: Attempt): Promise<CatalogPlugin> => {
    const { id, requires } = plugin.manifest;
    try {
      for (const required of [...requires].sort()) await activate(required, `required by ${id}`);
      attempt.ready = true;
      const from = request.clock.monotonic();
      const disposables = await runActivate(request, plugin);
      for (const disposable of disposables) registered.push({ owner: id, disposable });
      attempt.ms = request.clock.monotonic() - from;
      return plugin;
    } catch (error) {
      attempt.problem = messageOf(error);
      throw error;
    }
  };

  const activate = async (id: string, because: string): Promise<CatalogPlugin> => {
    const known = attempts.get(id);
    if (known?.done !== undefined) return known.done;
    const plugin = request.catalog.plugin(id);
    if (plugin === undefined) throw errors.PLUGIN_UNKNOWN({ plugin: id });
    if (plugin.blocked !== undefined) throw new MmmError(plugin.blocked);
    const attempt: Attempt = { because, ready: false };
    attempts.set(id, attempt);
    attempt.done = start(plugin, attempt);
    return attempt.done;
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
  const { id } = plugin.manifest;
  const module = await request.loader.loadMain(plugin);
  if (module === undefined) return [];
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
    state: blocked === undefined ? stateOf(attempt) : 'blocked',
    ...(attempt === undefined ? {} : { because: attempt.because }),
    ...(attempt?.ms === undefined ? {} : { activationMs: attempt.ms }),
    ...(problem === undefined ? {} : { problem }),
  };
}

function stateOf(attempt: Attempt | undefined): LoadedPlugin['state'] {
  if (attempt?.ms !== undefined) return 'active';
  if (attempt?.problem === undefined) return 'idle';
  return attempt.ready ? 'failed' : 'blocked';
}

function isDisposables(value: unknown): value is readonly Disposable[] {
  return Array.isArray(value) && value.every((item) => typeof item?.dispose === 'function');
}
