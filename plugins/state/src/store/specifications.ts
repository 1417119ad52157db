import { basename } from 'node:path';
import { type Database, numberOf, type Row, textOf } from '@mmm/plugin-api';
import type { SpecificationHead, SpecificationRow, SpecificationStamp, SpecStatus } from '../api.ts';
import { specStatusOf } from '../domain/spec-status.ts';
import { parseJson, parseStrings } from './json.ts';

const KNOWN = new Map<string, SpecStatus>();

/** Brings the project's own row in step with where the project is; writes only where it moved. */
export function ensureProject(database: Database, root: string, now: number): void {
  const project = { name: basename(root) || root, path: root };
  const row = database.get('SELECT name, path FROM projects WHERE id = 1');
  if (row?.name === project.name && row.path === project.path) return;
  database.write(() =>
    database.run(
      `INSERT INTO projects (id, name, path, created_at, updated_at) VALUES (1, :name, :path, :now, :now)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, path = excluded.path, updated_at = excluded.updated_at`,
      { ...project, now },
    ),
  );
}

export function listStamps(database: Database): readonly SpecificationStamp[] {
  return database
    .all('SELECT name, path, bytes, modified_at FROM specifications WHERE project_id = 1 ORDER BY name')
    .map(stampOf);
}

export function listHeads(database: Database): readonly SpecificationHead[] {
  return database
    .all(
      `SELECT name, path, status, dependencies, metadata, sha256, bytes, modified_at
       FROM specifications WHERE project_id = 1 ORDER BY name`,
    )
    .map(headOf);
}

export function readSpecification(database: Database, name: string): SpecificationRow | undefined {
  const row = database.get('SELECT * FROM specifications WHERE project_id = 1 AND name = ?', [name]);
  return row === undefined ? undefined : { ...headOf(row), content: textOf(row, 'content') };
}

/**
 * A spec that is new to the index starts with the status that its last event gave it, and takes up its executions.
 * `updated_at` only rises, so that replaying the events cannot move it.
 */
export function upsertSpecification(
  database: Database,
  spec: Omit<SpecificationRow, 'status'>,
  now: number,
): void {
  database.run(
    `INSERT INTO specifications (project_id, name, path, content, status, dependencies, metadata, sha256, bytes,
       modified_at, created_at, updated_at)
     VALUES (1, :name, :path, :content, 'pending', :dependencies, :metadata, :sha256, :bytes, :modifiedAt, :now,
       max(:now, coalesce((SELECT changed_at FROM state_spec_statuses WHERE spec = :name), 0)))
     ON CONFLICT (project_id, name) DO UPDATE SET
       path = excluded.path, content = excluded.content, dependencies = excluded.dependencies,
       metadata = excluded.metadata, sha256 = excluded.sha256, bytes = excluded.bytes,
       modified_at = excluded.modified_at,
       updated_at = CASE WHEN sha256 = excluded.sha256 THEN updated_at ELSE max(updated_at, excluded.updated_at) END`,
    {
      name: spec.name,
      path: spec.path,
      content: spec.content,
      dependencies: JSON.stringify(spec.dependencies),
      metadata: JSON.stringify(spec.metadata),
      sha256: spec.sha256,
      bytes: spec.bytes,
      modifiedAt: spec.modifiedAt,
      now,
    },
  );
  settleStatus(database, spec.name);
}

export function deleteSpecification(database: Database, name: string): void {
  database.run('DELETE FROM specifications WHERE project_id = 1 AND name = ?', [name]);
}

/** Moves a spec's status, also where no file of that name is indexed. */
export function moveStatus(
  database: Database,
  move: {
    readonly spec: string;
    readonly status: SpecStatus;
    readonly reason: string;
    readonly sha256: string | undefined;
    readonly run: string;
    readonly at: number;
  },
): void {
  database.run(
    `INSERT INTO state_spec_statuses (spec, status, reason, spec_sha256, run_id, changed_at)
     VALUES (:spec, :status, :reason, :sha256, :run, :at)
     ON CONFLICT (spec) DO UPDATE SET status = excluded.status, reason = excluded.reason,
       spec_sha256 = excluded.spec_sha256, run_id = excluded.run_id, changed_at = max(changed_at, excluded.changed_at)`,
    { ...move, sha256: move.sha256 ?? null },
  );
  database.run(
    'UPDATE specifications SET updated_at = max(updated_at, ?) WHERE project_id = 1 AND name = ?',
    [move.at, move.spec],
  );
  settleStatus(database, move.spec);
}

/** The status of the last event, as long as the text is the one that it speaks of; another text is pending. */
function settleStatus(database: Database, name: string): void {
  database.run(
    `UPDATE specifications SET status = coalesce(
       (SELECT CASE WHEN s.spec_sha256 IS NULL OR s.spec_sha256 = specifications.sha256 OR s.status = 'running'
          THEN s.status ELSE 'pending' END
        FROM state_spec_statuses s WHERE s.spec = specifications.name), 'pending')
     WHERE project_id = 1 AND name = ?`,
    [name],
  );
}

export function resetStatuses(database: Database): void {
  database.run('DELETE FROM state_spec_statuses');
  database.run(`UPDATE specifications SET status = 'pending' WHERE status <> 'pending'`);
}

function stampOf(row: Row): SpecificationStamp {
  return {
    name: textOf(row, 'name'),
    path: textOf(row, 'path'),
    bytes: numberOf(row, 'bytes'),
    modifiedAt: numberOf(row, 'modified_at'),
  };
}

/** Most specs of a long list have the same few statuses. */
function statusOf(text: string): SpecStatus {
  const status = KNOWN.get(text) ?? specStatusOf(text);
  KNOWN.set(text, status);
  return status;
}

function headOf(row: Row): SpecificationHead {
  const dependencies = textOf(row, 'dependencies');
  return {
    name: textOf(row, 'name'),
    path: textOf(row, 'path'),
    bytes: numberOf(row, 'bytes'),
    modifiedAt: numberOf(row, 'modified_at'),
    status: statusOf(textOf(row, 'status')),
    dependencies: dependencies === '[]' ? [] : parseStrings(dependencies),
    metadata: parseJson(textOf(row, 'metadata')),
    sha256: textOf(row, 'sha256'),
  };
}
