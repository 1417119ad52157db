// Files with data that can be made again at any time: a lost or stale one only costs time. Synchronous on purpose: they
// are read before everything else, and promises would cost more than the calls.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What `writeCache` kept under the same stamp; undefined where there is nothing, or something older. */
export function readCache(path: string, stamp: string): unknown {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const isKept = typeof kept === 'object' && kept !== null && 'stamp' in kept && 'data' in kept;
    return isKept && kept.stamp === stamp ? kept.data : undefined;
  } catch {
    // Absent at the first start, or cut short by a full disk.
    return undefined;
  }
}

export function writeCache(path: string, stamp: string, data: unknown): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, JSON.stringify({ stamp, data }), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    // A folder that cannot be written to makes the next start slower and nothing else.
    if (existsSync(temporary)) rmSync(temporary, { force: true });
  }
}
