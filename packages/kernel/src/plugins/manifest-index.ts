// One JSON of all manifests, so that a start parses no TOML. A lost or stale index only costs time.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readCache, writeCache } from '@mmm/machine';
import type { MmmErrorData, PluginManifest } from '@mmm/plugin-api';

/** Raised when the form of the file or of a manifest changes. */
const FORMAT = 2;

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
  const stamp = `${FORMAT} ${version}`;
  // Only this module writes the file, after zod has checked what is in it: checking it again would cost what it saves.
  const kept = readCache(file, stamp) as Readonly<Record<string, Stamped>> | undefined;
  const entries = new Map(Object.entries(kept ?? {}));
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
      writeCache(file, stamp, Object.fromEntries(entries));
    },
  };
}
