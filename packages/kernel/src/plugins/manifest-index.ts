// One JSON of all manifests, so that a start parses no TOML. A lost or stale index only costs time.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MmmErrorData, PluginManifest } from '@mmm/plugin-api';

/** Raised when the form of the file or of a manifest changes. */
const FORMAT = 1;

export type IndexEntry =
  | { readonly manifest: PluginManifest; readonly problem?: undefined }
  | { readonly problem: MmmErrorData };

interface Stamp {
  readonly mtimeMs: number;
  readonly size: number;
}
type Stamped = Stamp & IndexEntry;

export interface ManifestIndex {
  get(path: string, stamp: Stamp): IndexEntry | undefined;
  set(path: string, stamp: Stamp, entry: IndexEntry): void;
  /** Writes the file where something was set. */
  save(): void;
}

export function openIndex(home: string, version: string): ManifestIndex {
  const file = join(home, 'cache', 'plugins.json');
  const entries = new Map(Object.entries(read(file, version)));
  let changed = false;
  return {
    get(path, { mtimeMs, size }) {
      const entry = entries.get(path);
      return entry?.mtimeMs === mtimeMs && entry.size === size ? entry : undefined;
    },
    set(path, { mtimeMs, size }, entry) {
      entries.set(path, { mtimeMs, size, ...entry });
      changed = true;
    },
    save() {
      if (!changed) return;
      for (const path of entries.keys()) {
        if (statSync(path, { throwIfNoEntry: false }) === undefined) entries.delete(path);
      }
      write(home, file, JSON.stringify({ format: FORMAT, version, entries: Object.fromEntries(entries) }));
    },
  };
}

function read(file: string, version: string): Readonly<Record<string, Stamped>> {
  try {
    const index: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isIndex(index) && index.format === FORMAT && index.version === version) return index.entries;
  } catch {
    // Absent at the first start, or cut short by a full disk: it is written anew.
  }
  return {};
}

// mmm writes this file itself, after zod has checked what is in it: checking it again would cost what it saves.
function isIndex(
  value: unknown,
): value is { format: unknown; version: unknown; entries: Readonly<Record<string, Stamped>> } {
  if (typeof value !== 'object' || value === null || !('entries' in value) || !('format' in value))
    return false;
  const { entries } = value;
  if (typeof entries !== 'object' || entries === null) return false;
  return Object.values(entries).every(
    (entry: unknown) =>
      typeof entry === 'object' &&
      entry !== null &&
      ['manifest', 'problem'].some((key) => typeof Reflect.get(entry, key) === 'object'),
  );
}

function write(home: string, file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(join(home, 'cache'), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    // A home folder that cannot be written to makes the next start slower and nothing else.
    if (existsSync(temporary)) rmSync(temporary, { force: true });
  }
}
