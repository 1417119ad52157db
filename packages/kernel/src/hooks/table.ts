// Which tapable class stands behind each kind of hook, and what becomes of a tap that fails.
import {
  type Collected,
  type Hook,
  type HookKind,
  type Hooks,
  isMmmError,
  type Logger,
  messageOf,
  type PluginContext,
  type Tap,
} from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import type { Activation } from '../plugins/activate.ts';
import type { Catalog, CatalogPlugin } from '../plugins/catalog.ts';
import type { Loader } from '../plugins/load.ts';

export interface HookTableRequest {
  readonly catalog: Catalog;
  readonly activation: Activation;
  readonly loader: Loader;
  context(plugin: CatalogPlugin): Promise<PluginContext>;
  log(plugin: string): Logger;
}

interface Gathering {
  readonly payload: unknown;
  readonly answers: Collected<unknown>[];
}

/** Fires a hook with a payload, by the rules of its kind. */
type Fire = (payload: unknown) => Promise<unknown>;

/** One table for all plugins. A hook that nobody taps loads nothing. */
export function createHookTable(request: HookTableRequest): Hooks {
  const built = new Map<string, Promise<Fire>>();
  const fire = async (hook: Hook<HookKind, unknown, unknown>, payload: unknown): Promise<unknown> => {
    const taps = tapsOn(request, hook.name);
    if (taps.length === 0) return UNTAPPED[hook.kind](payload);
    const known = built.get(hook.name) ?? build(request, hook.kind, taps);
    built.set(hook.name, known);
    return (await known)(payload);
  };
  // The kind of a hook fixes the type of what `fire` gives for it; tokens carry those types, the table does not.
  return {
    will: async <P>(hook: Hook<'will', P, P>, payload: P) => (await fire(untyped(hook), payload)) as P,
    did: async (hook, payload) => {
      await fire(untyped(hook), payload);
    },
    resolve: async <P, R>(hook: Hook<'resolve', P, R>, payload: P) =>
      (await fire(untyped(hook), payload)) as R,
    collect: async <P, R>(hook: Hook<'collect', P, R>, payload: P) =>
      (await fire(untyped(hook), payload)) as readonly Collected<R>[],
  };
}

const UNTAPPED: Readonly<Record<HookKind, (payload: unknown) => unknown>> = {
  will: (payload) => payload,
  did: () => undefined,
  resolve: () => undefined,
  collect: () => [],
};

function untyped<P, R>({ name, kind }: Hook<HookKind, P, R>): Hook<HookKind, unknown, unknown> {
  return { name, kind };
}

interface BoundTap {
  readonly hook: string;
  readonly plugin: string;
  call(payload: unknown): Promise<unknown>;
}

/** In the order of the catalog, which is the topological order of `requires`. */
function tapsOn(request: HookTableRequest, hook: string): readonly BoundTap[] {
  return request.catalog.usable.flatMap((plugin) =>
    plugin.manifest.taps
      .filter((tap) => tap.hook === hook)
      .map((tap) => bind(request, plugin, hook, tap.file)),
  );
}

function bind(request: HookTableRequest, plugin: CatalogPlugin, hook: string, file: string): BoundTap {
  const { id } = plugin.manifest;
  const load = async (): Promise<Tap<unknown, unknown>> => {
    await request.activation.activate(id, `hook ${hook}`);
    const tap = await request.loader.load<Tap<unknown, unknown>>(plugin, file, 'handle');
    if (tap.hook !== hook)
      throw errors.MODULE_INVALID({ plugin: id, file, expected: `a tap on the hook "${hook}"` });
    return tap;
  };
  let loading: ReturnType<typeof load> | undefined;
  return {
    hook,
    plugin: id,
    call: async (payload) => {
      loading ??= load();
      const [tap, context] = await Promise.all([loading, request.context(plugin)]);
      return tap.handle(payload, context);
    },
  };
}

async function build(request: HookTableRequest, kind: HookKind, taps: readonly BoundTap[]): Promise<Fire> {
  const tapable = await import('tapable');
  switch (kind) {
    case 'will': {
      const hook = new tapable.AsyncSeriesWaterfallHook<[unknown]>(['payload']);
      for (const tap of taps) hook.tapPromise(tap.plugin, (payload) => named(tap, payload));
      return (payload) => hook.promise(payload);
    }
    case 'did': {
      const hook = new tapable.AsyncParallelHook<[unknown]>(['payload']);
      for (const tap of taps) hook.tapPromise(tap.plugin, (payload) => logged(request, tap, payload));
      return (payload) => hook.promise(payload);
    }
    case 'resolve': {
      const hook = new tapable.AsyncSeriesBailHook<[unknown], unknown>(['payload']);
      for (const tap of taps) hook.tapPromise(tap.plugin, (payload) => named(tap, payload));
      return (payload) => hook.promise(payload);
    }
    case 'collect': {
      const hook = new tapable.AsyncSeriesHook<[Gathering]>(['gathering']);
      for (const tap of taps) {
        hook.tapPromise(tap.plugin, async ({ payload, answers }) => {
          answers.push({ plugin: tap.plugin, value: await named(tap, payload) });
        });
      }
      return async (payload) => {
        const answers: Collected<unknown>[] = [];
        await hook.promise({ payload, answers });
        return answers;
      };
    }
  }
}

/** A failure carries the name of the plugin that it comes from. */
async function named(tap: BoundTap, payload: unknown): Promise<unknown> {
  try {
    return await tap.call(payload);
  } catch (cause) {
    const hint = isMmmError(cause) ? { hint: cause.hint } : {};
    throw errors.TAP_FAILED(
      { plugin: tap.plugin, hook: tap.hook, why: messageOf(cause), ...hint },
      { cause },
    );
  }
}

async function logged(request: HookTableRequest, tap: BoundTap, payload: unknown): Promise<void> {
  try {
    await tap.call(payload);
  } catch (cause) {
    request.log(tap.plugin).error('A tap failed.', { plugin: tap.plugin, error: messageOf(cause) });
  }
}
