import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileFacts, Files } from '@mmm/plugin-api';

export const systemFiles: Files = {
  readText: (path) => absentAsUndefined(readFile(path, 'utf8')),
  readBytes: (path) => absentAsUndefined(readFile(path)),
  write: writeAtomically,
  async stat(path) {
    const found = await absentAsUndefined(lstat(path));
    return found && { kind: kindOf(found), bytes: found.size, modifiedAt: found.mtimeMs };
  },
  async list(path) {
    const names = await absentAsUndefined(readdir(path));
    return names?.sort() ?? [];
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },
  async remove(path) {
    await rm(path, { recursive: true, force: true });
  },
};

/** The content of the file is the old one or the new one at every moment, also after a loss of power. */
async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const target = (await absentAsUndefined(realpath(path))) ?? path;
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  const mode = (await absentAsUndefined(stat(target)))?.mode;
  const temporary = join(folder, `.${basename(target)}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(temporary, 'wx');
    try {
      if (mode !== undefined) await file.chmod(mode & 0o7777);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function absentAsUndefined<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function kindOf(found: Stats): FileFacts['kind'] {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  return found.isSymbolicLink() ? 'link' : 'other';
}
