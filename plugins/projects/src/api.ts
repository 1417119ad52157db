import { defineService, type ServiceToken } from '@mmm/plugin-api';

/** One file of the registry, `~/.mmm/projects/<name>.toml`. */
export interface ProjectRecord {
  readonly name: string;
  /** Absolute path of the project's root. */
  readonly path: string;
  /** ISO 8601. */
  readonly created: string;
  /** ISO 8601. */
  readonly lastAccessed: string;
  readonly version: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly team: readonly string[];
  readonly repository: string | undefined;
}

/** A registry file that cannot be read; the others go on. */
export interface RegistryProblem {
  readonly path: string;
  readonly message: string;
}

export interface ProjectsService {
  /** All registered projects by name, and the files that are not readable as one. */
  list(): Promise<{
    readonly projects: readonly ProjectRecord[];
    readonly problems: readonly RegistryProblem[];
  }>;
  find(name: string): Promise<ProjectRecord | undefined>;
  /** The project that was used last. */
  active(): Promise<ProjectRecord | undefined>;
}

export const projectsService: ServiceToken<ProjectsService> = defineService('projects');
