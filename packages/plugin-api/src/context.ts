import type { Clock, Random } from './clock.ts';
import type { Config } from './config.ts';
import type { Database, DatabaseScope } from './database.ts';
import type { Files } from './files.ts';
import type { Hooks } from './hooks.ts';
import type { Logger } from './logger.ts';
import type { Contribution, Point } from './points.ts';
import type { Processes } from './processes.ts';
import type { Services } from './services.ts';

export interface ProjectScope {
  /** Absolute path of the folder that holds `mmm.toml` or `.mmm`. */
  readonly root: string;
  /** Whether this person created or trusted it on this machine. */
  readonly trusted: boolean;
}

/** Everything that a plugin gets from its host. Nothing else of the machine is its business. */
export interface PluginContext {
  readonly plugin: { readonly id: string; readonly version: string; readonly folder: string };
  /** `~/.mmm`, or where `MMM_HOME` points. */
  readonly home: string;
  readonly project: ProjectScope | undefined;
  /** The project's scope; outside a project, or in one that is not trusted while `trusted` is asked, an error. */
  requireProject(need?: 'trusted'): ProjectScope;
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly random: Random;
  readonly files: Files;
  readonly processes: Processes;
  readonly hooks: Hooks;
  readonly services: Services;
  contributions<M>(point: Point<M>): Promise<readonly Contribution<M>[]>;
  /** Opened and migrated at the first call. */
  database(scope: DatabaseScope): Promise<Database>;
  /** Removes secrets and control characters from text that is about to leave the process. */
  redact(text: string): string;
  /** How to start another mmm: the program and its leading arguments. */
  readonly self: { readonly file: string; readonly args: readonly string[] };
  /** Aborts when the command is interrupted. */
  readonly signal: AbortSignal;
}
