// The index of specs, kept in step with the files: one pass over the folder, one query, and only changed files read.
import { join } from 'node:path';
import type { Clock, Files } from '@mmm/plugin-api';
import type { SpecificationHead, SpecificationRow, Specifications } from '@mmm/plugin-state/api';
import type { Finding } from '../api.ts';
import { compareText } from '../domain/natural.ts';
import { mapLimited } from './concurrency.ts';
import { type CatalogEntry, metadataOf, readEntry, type StoredEntry } from './entry.ts';
import { folderWithin, type SpecFile, scanFolder } from './scan.ts';

export interface Catalog {
  /** In order of name. */
  readonly entries: readonly CatalogEntry[];
  /** About the folder: files that have no entry. */
  readonly findings: readonly Finding[];
  /** Files that were read because they had changed. */
  readonly read: number;
}

export interface CatalogScope {
  readonly files: Files;
  readonly clock: Clock;
  readonly specifications: Specifications;
  /** Absolute path of the project. */
  readonly root: string;
  /** As configured, relative to the root. */
  readonly folder: string;
}

type NewRow = Omit<SpecificationRow, 'status'>;

const READS_AT_ONCE = 16;
/** Two changes within one tick of a file system's clock cannot be told apart by time and size. */
const TICK_MS = 50;
/** Of file systems that keep whole seconds only; FAT ticks slowest. */
const SLOW_TICK_MS = 2_000;

export async function updateCatalog(scope: CatalogScope): Promise<Catalog> {
  const folder = folderWithin(scope.root, scope.folder);
  const [scan, heads] = await Promise.all([
    scanFolder(scope.files, scope.root, folder),
    scope.specifications.heads(),
  ]);
  const known = new Map(heads.map((head) => [head.name, { head, entry: readEntry(head) }]));
  const stale = scan.files.filter((file) => !isFresh(file, known.get(file.name)));
  const removed = await goneFrom(scope, folder, scan.files, heads);
  const rows = stale.length === 0 ? [] : await readRows(scope, stale);
  const changed = rows.length > 0 || removed.length > 0;
  if (changed) await scope.specifications.sync(rows, removed);
  const entries = changed
    ? (await scope.specifications.heads()).map(readEntry)
    : [...known.values()].map(({ entry }) => entry);
  return { entries: visible(entries, scan.files), findings: scan.findings, read: stale.length };
}

interface Known {
  readonly head: SpecificationHead;
  readonly entry: StoredEntry | undefined;
}

function isFresh(file: SpecFile, known: Known | undefined): boolean {
  if (known?.entry === undefined || known.entry.readAt === 0) return false;
  const { head, entry } = known;
  const same = head.path === file.path && head.bytes === file.bytes && head.modifiedAt === file.modifiedAt;
  const tick = file.modifiedAt % 1000 === 0 ? SLOW_TICK_MS : TICK_MS;
  return same && entry.readAt - file.modifiedAt > tick;
}

/** Specs of another folder stay in the index as long as their files do: they may be listed again. */
async function goneFrom(
  { files, root }: CatalogScope,
  folder: string,
  present: readonly SpecFile[],
  heads: readonly SpecificationHead[],
): Promise<readonly string[]> {
  const names = new Set(present.map((file) => file.name));
  const missing = heads.filter((head) => !names.has(head.name));
  const gone = await mapLimited(missing, READS_AT_ONCE, async (head) => {
    if (folder === '' || head.path.startsWith(`${folder}/`)) return [head.name];
    return (await files.stat(join(root, head.path))) === undefined ? [head.name] : [];
  });
  return gone.flat();
}

async function readRows(scope: CatalogScope, stale: readonly SpecFile[]): Promise<readonly NewRow[]> {
  const { readSpecFile } = await import('./read-spec.ts');
  const rows = await mapLimited(stale, READS_AT_ONCE, async (file): Promise<readonly NewRow[]> => {
    const { name, path, bytes, modifiedAt } = file;
    const readAt = scope.clock.now();
    const reading = await readSpecFile(scope.files, join(scope.root, path), path);
    if (reading === undefined) return [];
    const { spec } = reading.parsed;
    const row: NewRow = {
      ...{ name, path, bytes, modifiedAt, content: spec.content, dependencies: spec.dependsOn },
      metadata: metadataOf(reading.parsed, reading.problem === undefined ? readAt : 0),
      sha256: spec.sha256,
    };
    return [row];
  });
  return rows.flat();
}

function visible(
  entries: readonly (StoredEntry | undefined)[],
  files: readonly SpecFile[],
): readonly CatalogEntry[] {
  const paths = new Set(files.map((file) => file.path));
  return entries
    .filter((entry) => entry !== undefined)
    .filter(({ hidden, summary }) => !hidden && paths.has(summary.path))
    .sort((left, right) => compareText(left.summary.name, right.summary.name));
}
