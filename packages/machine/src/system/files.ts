import fs, { lstatSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileFacts, Files } from '@mmm/plugin-api';
import { crypto } from './builtins.ts';

const ABSENT_IS_UNDEFINED = { throwIfNoEntry: false } as const;

// Looking and reading is synchronous where it cannot block: a promise costs ten times what the call itself takes, and
// a project has thousands of files.
export const systemFiles: Files = {
  readText: (path) => absentAsUndefined(() => readText(path)),
  readBytes: (path) => absentAsUndefined(() => fs.promises.readFile(path)),
  write: writeAtomically,
  async stat(path) {
    const found = lstat(path);
    return found && { kind: kindOf(found), bytes: found.size, modifiedAt: found.mtimeMs };
  },
  async list(path) {
    const names = await absentAsUndefined(() => readdirSync(path));
    return names?.sort() ?? [];
  },
  async makeFolder(path) {
    await fs.promises.mkdir(path, { recursive: true });
  },
  async remove(path) {
    await fs.promises.rm(path, { recursive: true, force: true });
  },
};

/** No promise of its own: a list looks at each spec. */
function lstat(path: string): Stats | undefined {
  try {
    return lstatSync(path, ABSENT_IS_UNDEFINED);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** A pipe or a device may block for ever, and then it must not block everything else. */
function readText(path: string): string | Promise<string> {
  return statSync(path).isFile() ? readFileSync(path, 'utf8') : fs.promises.readFile(path, 'utf8');
}

/** The content of the file is the old one or the new one at every moment, also after a loss of power. */
async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const target = (await absentAsUndefined(() => fs.promises.realpath(path))) ?? path;
  const folder = dirname(target);
  await fs.promises.mkdir(folder, { recursive: true });
  const mode = (await absentAsUndefined(() => fs.promises.stat(target)))?.mode;
  const temporary = join(folder, `.${basename(target)}.${crypto().randomBytes(6).toString('hex')}`);
  try {
    const file = await fs.promises.open(temporary, 'wx');
    try {
      if (mode !== undefined) await file.chmod(mode & 0o7777);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.promises.rename(temporary, target);
  } catch (error) {
    await fs.promises.rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await fs.promises.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function absentAsUndefined<T>(look: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await look();
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
