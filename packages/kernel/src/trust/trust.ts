// Which folders this person trusts. A grant holds for the folder itself (device and inode), so that another clone
// that takes its path later starts without trust.
import fs from 'node:fs';
import { join } from 'node:path';
import type { Clock, Files } from '@mmm/plugin-api';

export interface Trust {
  isTrusted(root: string): Promise<boolean>;
  trust(root: string): Promise<void>;
  distrust(root: string): Promise<void>;
}

interface Grant {
  readonly root: string;
  readonly device: string;
  readonly inode: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Grants are kept in `<home>/trust.json`; where that file is absent or not readable as grants, nothing is trusted. */
export function createTrust(request: { home: string; files: Files; clock: Clock }): Trust {
  const { files, clock } = request;
  const path = join(request.home, 'trust.json');

  async function grants(): Promise<readonly Grant[]> {
    return parseGrants(await files.readText(path));
  }

  async function write(kept: readonly Grant[]): Promise<void> {
    await files.write(path, `${JSON.stringify({ version: 1, grants: kept }, null, 2)}\n`);
  }

  return {
    async isTrusted(root) {
      const known = await grants();
      const folder = known.length === 0 ? undefined : await identify(root);
      return folder !== undefined && known.some((grant) => isSame(grant, folder));
    },
    async trust(root) {
      const folder = await identify(root);
      if (folder === undefined) throw new Error(`"${root}" is not a folder`);
      const others = (await grants()).filter((grant) => grant.root !== folder.root);
      await write([...others, { ...folder, at: new Date(clock.now()).toISOString() }]);
    },
    async distrust(root) {
      const real = (await identify(root))?.root ?? root;
      const known = await grants();
      const kept = known.filter((grant) => grant.root !== real);
      if (kept.length < known.length) await write(kept);
    },
  };
}

async function identify(root: string): Promise<Omit<Grant, 'at'> | undefined> {
  try {
    const real = await fs.promises.realpath(root);
    const facts = await fs.promises.lstat(real, { bigint: true });
    if (!facts.isDirectory()) return undefined;
    return { root: real, device: String(facts.dev), inode: String(facts.ino) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isSame(grant: Grant, folder: Omit<Grant, 'at'>): boolean {
  return grant.root === folder.root && grant.device === folder.device && grant.inode === folder.inode;
}

function parseGrants(text: string | undefined): readonly Grant[] {
  if (text === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('grants' in parsed)) return [];
    return Array.isArray(parsed.grants) ? parsed.grants.filter(isGrant) : [];
  } catch {
    return [];
  }
}

function isGrant(value: unknown): value is Grant {
  if (typeof value !== 'object' || value === null) return false;
  if (!('root' in value && 'device' in value && 'inode' in value && 'at' in value)) return false;
  return [value.root, value.device, value.inode, value.at].every((part) => typeof part === 'string');
}
