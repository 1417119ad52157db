// What the index keeps of a spec besides its content, and how it is read back. Not checked with zod: listing a
// thousand specs must not load it.
import type { Json, SpecificationHead } from '@mmm/plugin-state/api';
import type { Coverage, SpecSummary } from '../api.ts';
import type { Orderable } from '../domain/order.ts';
import type { ParsedSpec } from '../domain/parse.ts';

export interface CatalogEntry {
  readonly summary: SpecSummary;
  readonly id: string | undefined;
  /** Line and column of each dependency. */
  readonly places: readonly Json[];
}

/** An entry with what decides whether its file is read again. */
export interface StoredEntry extends CatalogEntry {
  /** When the file was read, in milliseconds since the epoch; 0 asks for another reading. */
  readonly readAt: number;
  /** A README that holds no criteria. */
  readonly hidden: boolean;
}

/** Rises with every change of what the metadata holds or of what the parser makes of a file. */
const FORMAT = 1;
const KINDS = ['command', 'file', 'http', 'json', 'judge', 'human', 'other', 'none'] as const;

export function metadataOf(parsed: ParsedSpec, readAt: number): Json {
  const { spec, dependencyPositions, extra } = parsed;
  const countOf = (severity: string): number =>
    spec.findings.filter((item) => item.severity === severity).length;
  return {
    format: FORMAT,
    readAt,
    hidden: spec.name.toLowerCase() === 'readme' && spec.criteria.length === 0,
    id: spec.id ?? null,
    number: spec.number ?? null,
    title: spec.title,
    priority: spec.priority ?? null,
    tags: spec.tags,
    places: dependencyPositions.map(({ line, column }) => [line, column]),
    criteria: spec.criteria.length,
    coverage: KINDS.map((kind) => spec.coverage[kind]),
    errors: countOf('error'),
    warnings: countOf('warning'),
    extra,
  };
}

/** Undefined where the metadata is of another version of mmm. */
export function readEntry(head: SpecificationHead): StoredEntry | undefined {
  const { metadata, name, path, status, dependencies, sha256 } = head;
  if (!isTable(metadata) || metadata.format !== FORMAT) return undefined;
  const { readAt, title, criteria } = metadata;
  if (typeof readAt !== 'number' || typeof title !== 'string' || typeof criteria !== 'number')
    return undefined;
  // One plain literal: this runs for each spec of a list, and spreading costs as much as all the rest.
  const summary: SpecSummary = {
    name,
    number: text(metadata.number),
    title,
    path,
    status,
    priority: text(metadata.priority),
    tags: texts(metadata.tags),
    dependsOn: dependencies,
    criteria,
    coverage: coverageFrom(list(metadata.coverage)),
    findings: { errors: count(metadata.errors), warnings: count(metadata.warnings) },
    sha256,
  };
  const hidden = metadata.hidden === true;
  return { summary, id: text(metadata.id), places: list(metadata.places), readAt, hidden };
}

/** The entry as ordering sees it, which a list does not need. */
export function orderableOf({ summary, id, places }: CatalogEntry): Orderable {
  const { name, number, path, dependsOn } = summary;
  const dependencies = dependsOn.map((item, index) => {
    const [line, column] = list(places[index]).map(count);
    return { text: item, at: { path, line: line ?? 1, column: column ?? 1 } };
  });
  return { name, number, id, path, dependencies };
}

/** In the order of KINDS. */
function coverageFrom(counts: readonly Json[]): Coverage {
  return {
    command: count(counts[0]),
    file: count(counts[1]),
    http: count(counts[2]),
    json: count(counts[3]),
    judge: count(counts[4]),
    human: count(counts[5]),
    other: count(counts[6]),
    none: count(counts[7]),
  };
}

function isTable(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: Json | undefined): readonly string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}

function count(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}
