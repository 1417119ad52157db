import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

export interface Whereabouts {
  readonly cwd: string;
  readonly home: string;
  /** What was given as `--project`: a folder's path, or a project's name. */
  readonly project?: string | undefined;
}

/** The project's root that can be found by looking at folders: upward from cwd, or from the path in `project`. */
export function locateRoot({ cwd, home, project }: Whereabouts): string | undefined {
  if (project !== undefined && !isPath(project)) return undefined;
  let folder = resolve(cwd, project ?? '.');
  for (;;) {
    if (holdsProject(folder, home)) return folder;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

/** Whether a folder is a project's root. mmm's own `~/.mmm` makes no project of the home folder. */
export function holdsProject(folder: string, home: string): boolean {
  if (existsSync(join(folder, 'mmm.toml'))) return true;
  const own = join(folder, '.mmm');
  return own !== resolve(home) && statSync(own, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A name has no separator in it and is not `.` or `..`. */
export function isPath(project: string): boolean {
  return isAbsolute(project) || /[\\/]/.test(project) || project === '.' || project === '..';
}
