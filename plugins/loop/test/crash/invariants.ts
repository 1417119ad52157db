// What must hold whenever a run has come to its end, however often mmm was killed on the way.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { stateService } from '@mmm/plugin-state/api';
import { createTestHost } from '@mmm/test-kit';
import { expect } from 'vitest';
import { type CrashProject, SPECS } from './project.ts';

type Row = Readonly<Record<string, unknown>>;

/** `printed`: the events that every process, killed or not, had told of before it ended. */
export async function assertInvariants(project: CrashProject, printed: readonly Row[]): Promise<void> {
  const { repository } = project;
  const database = new DatabaseSync(join(repository.root, '.mmm/state.db'), { readOnly: true });
  const all = (sql: string): Row[] =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  const events = all('SELECT run_id, seq, type, data FROM events ORDER BY run_id, seq');

  // I1: what was told is in the journal.
  const kept = new Set(events.map((event) => keyOf({ type: event.type, ...parsed(event.data) })));
  const told = printed.filter(({ type }) => JOURNALED.includes(String(type)));
  expect(
    told.filter((event) => !kept.has(keyOf(event))).map(keyOf),
    'I1 acknowledged events are kept',
  ).toEqual([]);

  // I2: no gap, no duplicate.
  for (const [run, of] of Map.groupBy(events, (event) => event.run_id)) {
    expect(
      of.map((event) => event.seq),
      `I2 events of ${String(run)}`,
    ).toEqual(of.map((_, index) => index + 1));
  }

  // I3: every step is done, once.
  expect(all("SELECT name FROM state_steps WHERE status <> 'done'"), 'I3 steps are done').toEqual([]);

  // I4: one commit for each spec, and no finished iteration twice.
  const subjects = repository.git('log', '--no-merges', '--format=%s', 'main').trim().split('\n');
  expect(subjects.sort(), 'I4 effects').toEqual([...SPECS, 'start'].sort());
  const iterations = events
    .filter(({ type }) => type === 'iteration.ended')
    .map(({ data }) => keyOf(parsed(data)));
  expect(iterations.length, 'I4 iterations').toBe(new Set(iterations).size);

  // I5: nobody runs.
  expect(all("SELECT id FROM state_runs WHERE status = 'running'"), 'I5 runs').toEqual([]);
  expect(all('SELECT run_id FROM state_leases'), 'I5 leases').toEqual([]);

  // I7: the database is whole.
  expect(all('PRAGMA integrity_check'), 'I7').toEqual([{ integrity_check: 'ok' }]);
  expect(all('PRAGMA foreign_key_check'), 'I7').toEqual([]);

  // I8: no process, worktree or lock is left.
  const runs = all('SELECT id FROM state_runs').map(({ id }) => String(id));
  expect(runs.flatMap(processesOf), 'I8 processes').toEqual([]);
  expect(
    repository.git('worktree', 'list', '--porcelain').match(/^worktree /gm),
    'I8 worktrees',
  ).toHaveLength(1);
  const folder = join(repository.root, '.mmm/worktrees');
  expect(existsSync(folder) ? readdirSync(folder) : [], 'I8 folders').toEqual([]);
  expect(
    readdirSync(join(repository.root, '.git')).filter((name) => name.endsWith('.lock')),
    'I8 locks',
  ).toEqual([]);

  // I10: nothing that was spent is forgotten.
  const costs = events.filter(({ type }) => type === 'cost.booked').map(({ data }) => parsed(data));
  const steps = all("SELECT result FROM state_steps WHERE name LIKE '%/agent/%'").map(({ result }) =>
    parsed(result),
  );
  expect(sum(costs, 'usd') + 1e-9, 'I10').toBeGreaterThanOrEqual(sum(steps, 'usd'));
  const before = PROJECTIONS.map((table) => all(`SELECT * FROM ${table} ORDER BY 1, 2`));
  database.close();

  // I6: the projections are what the events say.
  await using host = await createTestHost({
    plugins: ['loop'],
    project: repository.root,
    home: project.home,
  });
  await (await host.service(stateService)).rebuild();
  const again = new DatabaseSync(join(repository.root, '.mmm/state.db'), { readOnly: true });
  const after = PROJECTIONS.map((table) =>
    again
      .prepare(`SELECT * FROM ${table} ORDER BY 1, 2`)
      .all()
      .map((row) => ({ ...row })),
  );
  again.close();
  expect(after, 'I6').toEqual(before);
}

const JOURNALED = [
  'run.started',
  'baseline.ended',
  'iteration.ended',
  'cost.booked',
  'spec.merged',
  'spec.ended',
  'run.ended',
];
const PROJECTIONS = ['executions', 'state_spec_statuses', 'verify_verdicts'];

function keyOf(event: Row): string {
  return JSON.stringify([event.type, event.spec ?? null, event.iteration ?? null, event.status ?? null]);
}

function parsed(json: unknown): Row {
  const value: unknown = JSON.parse(String(json));
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function sum(rows: readonly Row[], key: string): number {
  return rows.reduce((total, row) => total + (typeof row[key] === 'number' ? row[key] : 0), 0);
}

/** Linux tells the environment of a process; elsewhere this finds nothing. */
function processesOf(run: string): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`MMM_RUN_ID=${run}`);
      } catch {
        return false;
      }
    });
}
