import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** The absolute path of a program: looked up on a PATH, or, where it has a slash, from a folder. */
export function findProgram(program: string, path: string, cwd: string): string | undefined {
  if (program === '') return undefined;
  if (program.includes('/')) return isExecutable(resolve(cwd, program)) ? resolve(cwd, program) : undefined;
  // A relative entry would mean whatever folder we happen to be in.
  const folders = path.split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
