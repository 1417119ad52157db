// A hook's name fixes its kind, and its kind says what a tap's return value means:
//   will-*     async waterfall: each tap returns the payload for the next one; throwing stops the operation
//   did-*      a fact: returns are ignored; a failing tap is logged and stops nobody
//   resolve-*  the first answer that is not undefined wins
//   collect-*  every answer is kept, with the plugin that gave it

export type HookKind = 'will' | 'did' | 'resolve' | 'collect';

/** A typed reference to a hook, exported from the owning plugin's `/api`. Equal by name. */
export interface Hook<Kind extends HookKind, Payload, Answer> {
  readonly name: string;
  readonly kind: Kind;
  /** Carries the types; never set. */
  readonly types?: { readonly payload: Payload; readonly answer: Answer };
}

export type WillHook<P> = Hook<'will', P, P>;
export type DidHook<P> = Hook<'did', P, void>;
export type ResolveHook<P, R> = Hook<'resolve', P, R | undefined>;
export type CollectHook<P, R> = Hook<'collect', P, R>;

export interface Collected<R> {
  readonly plugin: string;
  readonly value: R;
}

const NAME = /^[a-z][a-z0-9-]*:(will|did|resolve|collect)-[a-z][a-z0-9-]*$/;

/** The kind that a hook's name fixes, or undefined where the name is not a hook's. */
export function hookKindOf(name: string): HookKind | undefined {
  const kind = NAME.exec(name)?.[1];
  return kind === 'will' || kind === 'did' || kind === 'resolve' || kind === 'collect' ? kind : undefined;
}

export function defineWillHook<P>(name: `${string}:will-${string}`): WillHook<P> {
  return { name: checked(name, 'will'), kind: 'will' };
}

export function defineDidHook<P>(name: `${string}:did-${string}`): DidHook<P> {
  return { name: checked(name, 'did'), kind: 'did' };
}

export function defineResolveHook<P, R>(name: `${string}:resolve-${string}`): ResolveHook<P, R> {
  return { name: checked(name, 'resolve'), kind: 'resolve' };
}

export function defineCollectHook<P, R>(name: `${string}:collect-${string}`): CollectHook<P, R> {
  return { name: checked(name, 'collect'), kind: 'collect' };
}

function checked(name: string, kind: HookKind): string {
  if (hookKindOf(name) !== kind) throw new Error(`"${name}" is not the name of a ${kind} hook`);
  return name;
}

/** Fires hooks. Payloads are readonly, structured-cloneable objects. */
export interface Hooks {
  will<P>(hook: WillHook<P>, payload: P): Promise<P>;
  did<P>(hook: DidHook<P>, payload: P): Promise<void>;
  resolve<P, R>(hook: ResolveHook<P, R>, payload: P): Promise<R | undefined>;
  collect<P, R>(hook: CollectHook<P, R>, payload: P): Promise<readonly Collected<R>[]>;
}
