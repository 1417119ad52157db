import { z } from 'zod';
import type { ProjectRecord } from './api.ts';
import { readToml, writeToml } from './toml.ts';

const moment = z.union([z.date(), z.iso.datetime({ offset: true })]);
const document = z.looseObject({
  project: z.looseObject({
    name: z.string().min(1),
    path: z.string().min(1),
    created: moment,
    last_accessed: moment,
    version: z.string().default('0.1.0'),
  }),
  metadata: z
    .looseObject({
      description: z.string().default(''),
      tags: z.array(z.string()).default([]),
      team: z.array(z.string()).default([]),
      repository: z.string().optional(),
    })
    .prefault({}),
});

export type ReadRecord = { readonly record: ProjectRecord } | { readonly problem: string };

/** A registry file as a project, or what is wrong with it. */
export function readRecord(text: string): ReadRecord {
  const toml = readToml(text);
  if ('problem' in toml) return toml;
  const parsed = document.safeParse(toml.tables);
  if (!parsed.success) return { problem: z.prettifyError(parsed.error).replaceAll(/\s*\n\s*/g, ' ') };
  const { project, metadata } = parsed.data;
  return {
    record: {
      name: project.name,
      path: project.path,
      created: new Date(project.created).toISOString(),
      lastAccessed: new Date(project.last_accessed).toISOString(),
      version: project.version,
      description: metadata.description,
      tags: metadata.tags,
      team: metadata.team,
      repository: metadata.repository,
    },
  };
}

/** A project as a registry file. What else the file said so far, such as `[stats]`, stays. */
export function recordText(record: ProjectRecord, before: string | undefined): string {
  const old = before === undefined ? undefined : readToml(before);
  const kept = old !== undefined && 'tables' in old ? document.safeParse(old.tables).data : undefined;
  return writeToml({
    ...kept,
    project: {
      ...kept?.project,
      name: record.name,
      path: record.path,
      created: new Date(record.created),
      last_accessed: new Date(record.lastAccessed),
      version: record.version,
    },
    metadata: {
      ...kept?.metadata,
      description: record.description,
      tags: record.tags,
      team: record.team,
      ...(record.repository === undefined ? {} : { repository: record.repository }),
    },
    stats: { ...statsOf(kept) },
  });
}

function statsOf(kept: Readonly<Record<string, unknown>> | undefined): object {
  const stats = kept?.stats;
  return typeof stats === 'object' && stats !== null ? stats : {};
}
