// Finds the folders with a plugin.toml and gets their manifests from the index, or by parsing where it is out of date.
// Synchronous on purpose: this runs before everything else, and the promises would cost more than the calls.
import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginManifest } from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import type { CatalogProblem, CatalogRequest, PluginOrigin } from './catalog.ts';
import { type IndexEntry, openIndex } from './manifest-index.ts';

export interface Candidate {
  readonly manifest: PluginManifest;
  readonly folder: string;
  readonly origin: PluginOrigin;
}

export interface Found {
  /** By precedence: built in, then home, then project. */
  readonly candidates: readonly Candidate[];
  readonly problems: readonly CatalogProblem[];
}

export async function readCandidates(request: CatalogRequest): Promise<Found> {
  const index = openIndex(request.home, request.version);
  const candidates: Candidate[] = [];
  const problems: CatalogProblem[] = [];
  for (const { folder, origin } of await pluginFolders(request)) {
    const path = join(folder, 'plugin.toml');
    const stat = stampOf(path);
    if (stat === undefined) continue;
    const known = index.get(path, stat);
    const entry = known ?? (await readEntry(path, request.version));
    if (known === undefined) index.set(path, stat, entry);
    if (entry.problem === undefined) candidates.push({ manifest: entry.manifest, folder, origin });
    else problems.push({ folder, error: entry.problem });
  }
  index.save();
  return { candidates, problems };
}

/** Folders under `parent`, sorted; those that hold no plugin.toml are passed over later. */
export function foldersIn(parent: string): readonly string[] {
  try {
    return readdirSync(parent)
      .filter((name) => !name.startsWith('.'))
      .sort()
      .map((name) => join(parent, name));
  } catch {
    // Most machines have no folder of that name.
    return [];
  }
}

async function pluginFolders(
  request: CatalogRequest,
): Promise<readonly { readonly folder: string; readonly origin: PluginOrigin }[]> {
  const { root } = request;
  const brought = root === undefined ? [] : foldersIn(join(root, '.mmm', 'plugins'));
  const trusted = root !== undefined && brought.length > 0 && (await request.isTrusted(root));
  return [
    ...request.builtIn.map((folder) => ({ folder, origin: 'built-in' as const })),
    ...foldersIn(join(request.home, 'plugins')).map((folder) => ({ folder, origin: 'home' as const })),
    ...(trusted ? brought : []).map((folder) => ({ folder, origin: 'project' as const })),
  ];
}

function stampOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A file beside the folders, or a folder that is closed to this person, is no plugin of theirs.
    return undefined;
  }
}

async function readEntry(path: string, version: string): Promise<IndexEntry> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    return { problem: errors.MANIFEST_UNREADABLE({ path }, { cause }).toJSON() };
  }
  const { parseManifest } = await import('./manifest.ts');
  const parsed = await parseManifest({ path, text, version });
  return parsed.ok ? { manifest: parsed.value } : { problem: parsed.error.toJSON() };
}
