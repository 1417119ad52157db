import { defineResolveHook, type ResolveHook } from './hooks.ts';
import type { PluginManifest } from './manifest.ts';
import { defineService, type ServiceToken } from './services.ts';

export interface LoadedPlugin {
  readonly id: string;
  readonly version: string;
  readonly folder: string;
  readonly origin: 'built-in' | 'home' | 'project';
  readonly requires: readonly string[];
  readonly state: 'idle' | 'active' | 'failed' | 'blocked';
  /** What made it active: a command, a hook, a service, or a plugin that requires it. */
  readonly because?: string;
  /** Milliseconds from the request to the end of `activate`, without what it requires. */
  readonly activationMs?: number;
  readonly problem?: string;
}

/** What the kernel tells about itself. */
export interface Host {
  readonly version: string;
  plugins(): Promise<readonly LoadedPlugin[]>;
  manifests(): Promise<readonly PluginManifest[]>;
  /** Folders that look like plugins and could not be read. */
  problems(): Promise<readonly { readonly folder: string; readonly message: string }[]>;
  isTrusted(root: string): Promise<boolean>;
  trust(root: string): Promise<void>;
  distrust(root: string): Promise<void>;
}

export const hostService: ServiceToken<Host> = defineService('host');

/** Where a project is, when it is not above the current folder: by its name, or the last one used. */
export const resolveProject: ResolveHook<
  { readonly cwd: string; readonly name?: string },
  { readonly root: string }
> = defineResolveHook('kernel:resolve-project');
