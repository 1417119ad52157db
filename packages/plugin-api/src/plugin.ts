import type { PluginContext } from './context.ts';
import type { Disposable } from './disposable.ts';
import type { Hook, HookKind } from './hooks.ts';

/** What a plugin's `main` exports by default. */
export interface Plugin {
  /** Runs at most once, on first need. It registers services and does no I/O; what it registers it gives back. */
  activate(context: PluginContext): readonly Disposable[];
}

export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}

/** What a file under `taps/` exports by default. */
export interface Tap<P, R> {
  readonly hook: string;
  handle(payload: P, context: PluginContext): Promise<R> | R;
}

export function defineTap<K extends HookKind, P, R>(
  hook: Hook<K, P, R>,
  handle: (payload: P, context: PluginContext) => Promise<R> | R,
): Tap<P, R> {
  return { hook: hook.name, handle };
}
