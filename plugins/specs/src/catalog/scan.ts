// One pass over the folder of specs: which files there are, without reading them.
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Files } from '@mmm/plugin-api';
import type { Finding } from '../api.ts';
import { readFileName } from '../domain/name.ts';
import { compareText } from '../domain/natural.ts';
import { errors } from '../errors.ts';
import { mapLimited } from './concurrency.ts';

export interface SpecFile {
  readonly name: string;
  /** Relative to the project's root, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: number;
}

export interface Scan {
  /** In order of path; names are unique. */
  readonly files: readonly SpecFile[];
  readonly findings: readonly Finding[];
}

const STATS_AT_ONCE = 64;
const MARKDOWN = /\.md$/i;
const README = /^readme\.md$/i;
const FRONT_MATTER_BYTES = [0x2d, 0x2d, 0x2d];

/** `folder` as a path relative to the root, with forward slashes; empty for the root itself. */
export function folderWithin(root: string, folder: string): string {
  const path = relative(root, isAbsolute(folder) ? folder : join(root, folder));
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path))
    throw errors.FOLDER_OUTSIDE({ folder });
  return path.split(sep).join('/');
}

export async function scanFolder(files: Files, root: string, folder: string): Promise<Scan> {
  const facts = await files.stat(join(root, folder));
  if (facts === undefined) return { files: [], findings: [] };
  if (facts.kind !== 'folder') throw errors.NOT_A_FOLDER({ folder });
  const found: SpecFile[] = [];
  const findings: Finding[] = [];
  let folders: readonly string[] = [folder];
  while (folders.length > 0) {
    const deeper: string[] = [];
    for (const current of folders) {
      const absolute = join(root, current);
      const names = (await files.list(absolute)).filter((name) => !name.startsWith('.'));
      await mapLimited(names, STATS_AT_ONCE, async (name) => {
        const path = current === '' ? name : `${current}/${name}`;
        // `join` would take apart and normalise the same folder for each of a thousand files.
        const facts = await files.stat(absolute + sep + name);
        if (facts?.kind === 'folder') {
          if (name !== 'node_modules') deeper.push(path);
        } else if (MARKDOWN.test(name) && facts !== undefined) {
          if (facts.kind !== 'file') findings.push(notAFile(path));
          else if (!README.test(name) || (await hasFrontMatter(files, join(root, path))))
            found.push({
              name: readFileName(path).name,
              path,
              bytes: facts.bytes,
              modifiedAt: facts.modifiedAt,
            });
        }
      });
    }
    folders = deeper.sort(compareText);
  }
  return withUniqueNames(found, findings);
}

/** The file nearest to the top keeps a name that several have. */
function withUniqueNames(found: readonly SpecFile[], findings: Finding[]): Scan {
  const files = found.toSorted((a, b) => compareText(a.path, b.path));
  const byName = new Map(files.map((file) => [file.name, file]));
  if (byName.size === files.length) return { files, findings };
  byName.clear();
  const depths = new Map(files.map((file) => [file, file.path.split('/').length]));
  const depthOf = (file: SpecFile): number => depths.get(file) ?? 0;
  for (const file of files.toSorted((a, b) => depthOf(a) - depthOf(b))) {
    const first = byName.get(file.name);
    if (first === undefined) byName.set(file.name, file);
    else findings.push(sameName(file, first));
  }
  return { files: files.filter((file) => byName.get(file.name) === file), findings };
}

async function hasFrontMatter(files: Files, path: string): Promise<boolean> {
  const bytes = await files.readBytes(path).catch(() => undefined);
  return FRONT_MATTER_BYTES.every((byte, index) => bytes?.[index] === byte);
}

function notAFile(path: string): Finding {
  const message = `${path} is no regular file and is left out.`;
  const hint = 'Put a copy of the file in its place; links are not followed.';
  return { rule: 'unreadable', severity: 'error', message, hint, at: { path, line: 1, column: 1 } };
}

function sameName(file: SpecFile, first: SpecFile): Finding {
  const message = `${file.path} has the same name as ${first.path} and is left out.`;
  const at = { path: file.path, line: 1, column: 1 };
  return { rule: 'duplicate-name', severity: 'error', message, hint: 'Rename one of the two.', at };
}
