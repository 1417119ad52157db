import { type Disposable, disposable, hostService, type Services, type ServiceToken } from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import type { Catalog } from '../plugins/catalog.ts';

export interface ServiceRegistryRequest {
  readonly catalog: Catalog;
  activate(id: string, because: string): Promise<unknown>;
  /** The implementation of the kernel's own service. */
  readonly host: unknown;
}

export interface ServiceRegistry {
  /** The services as one plugin sees them: those of plugins that it requires, and `host`. */
  for(plugin: string): Services;
  /** Any service, for the app and for tests. */
  get<T>(token: ServiceToken<T>, because: string): Promise<T>;
  /** Takes back everything that a plugin provides. */
  withdraw(plugin: string): void;
}

export function createServiceRegistry(request: ServiceRegistryRequest): ServiceRegistry {
  const provided = new Map<string, { readonly plugin: string; readonly implementation: unknown }>();
  provided.set(hostService.id, { plugin: 'kernel', implementation: request.host });

  // A token's type is the provider's word, given where both import the same `/api`.
  const found = <T>(id: string): T | undefined => provided.get(id)?.implementation as T | undefined;

  const get = async <T>(token: ServiceToken<T>, user: string, because: string): Promise<T> => {
    const known = found<T>(token.id);
    if (known !== undefined) return known;
    const provider = providerOf(request.catalog, token.id);
    if (provider === undefined) throw errors.SERVICE_UNKNOWN({ plugin: user, service: token.id });
    await request.activate(provider, because);
    const made = found<T>(token.id);
    if (made === undefined) throw errors.SERVICE_NOT_PROVIDED({ plugin: provider, service: token.id });
    return made;
  };

  const provide = (plugin: string, id: string, implementation: unknown): Disposable => {
    const declared = request.catalog.plugin(plugin)?.manifest.provides ?? [];
    if (!declared.includes(id)) throw errors.SERVICE_NOT_DECLARED({ plugin, service: id });
    provided.set(id, { plugin, implementation });
    return disposable(() => {
      provided.delete(id);
    });
  };

  return {
    for: (plugin) => ({
      get: async (token) => {
        const provider = providerOf(request.catalog, token.id);
        if (provider !== undefined && !mayUse(request.catalog, plugin, provider))
          throw errors.SERVICE_NOT_REQUIRED({ plugin, service: token.id, provider });
        return get(token, plugin, `service ${token.id} for ${plugin}`);
      },
      provide: (token, implementation) => provide(plugin, token.id, implementation),
    }),
    get: (token, because) => get(token, 'kernel', because),
    withdraw: (plugin) => {
      for (const [id, entry] of provided) if (entry.plugin === plugin) provided.delete(id);
    },
  };
}

function providerOf(catalog: Catalog, service: string): string | undefined {
  return catalog.usable.find(({ manifest }) => manifest.provides.includes(service))?.manifest.id;
}

function mayUse(catalog: Catalog, user: string, provider: string): boolean {
  const seen = new Set<string>();
  const visit = (id: string): boolean => {
    if (id === provider) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return (catalog.plugin(id)?.manifest.requires ?? []).some(visit);
  };
  return visit(user);
}
