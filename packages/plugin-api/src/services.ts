import type { Disposable } from './disposable.ts';

/** A typed reference to a service, exported from the providing plugin's `/api`. Equal by id. */
export interface ServiceToken<T> {
  readonly id: string;
  /** Carries the type; never set. */
  readonly type?: T;
}

export function defineService<T>(id: string): ServiceToken<T> {
  return { id };
}

/**
 * Services of other plugins. Every method of a service is asynchronous and takes and returns structured-cloneable
 * data (beside an AsyncIterable and an AbortSignal), so that provider and user may live in different processes.
 */
export interface Services {
  /** Activates the provider if need be. A service that nobody provides is an error that names it. */
  get<T>(token: ServiceToken<T>): Promise<T>;
  provide<T>(token: ServiceToken<T>, implementation: T): Disposable;
}
