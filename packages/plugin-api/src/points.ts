import type { PluginContext } from './context.ts';

/** A typed contribution point: a list that one plugin hosts and any plugin adds to in its manifest. */
export interface Point<M> {
  readonly name: string;
  /** Carries the type of the contributed module's default export; never set. */
  readonly type?: M;
}

export function definePoint<M>(name: string): Point<M> {
  return { name };
}

/** One `[[contributes.<point>]]` entry of one plugin. */
export interface Contribution<M> {
  readonly id: string;
  readonly plugin: string;
  readonly summary: string;
  /** Loads the contributed file on first use and gives its default export. */
  load(): Promise<M>;
  /** The contributing plugin's own context, with what it requires and may use; activates it. */
  context(): Promise<PluginContext>;
}
