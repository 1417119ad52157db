import { unwrap } from '@mmm/plugin-api';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../src/api.ts';
import { openState, projectFolder } from './open-state.ts';
import { startRun } from './start-run.ts';

describe('a run', () => {
  it('is created with its claims, its input and its first token', async () => {
    using project = projectFolder();
    await using a = await openState(project.root, { pid: 7 });
    const lease = unwrap(await startRun(a.state.journal, 'r1', ['b', 'a', 'b']));
    expect(lease).toEqual({ run: 'r1', token: 1 });
    expect(await a.state.journal.run('r1')).toEqual({
      id: 'r1',
      kind: 'loop',
      status: 'running',
      input: { specs: ['b', 'a', 'b'] },
      reason: undefined,
      claims: ['b', 'a'],
      startedAt: 1_000_000,
      endedAt: undefined,
      holder: 'pid 7',
    });
  });

  it('ends with a status and a reason, and frees its claims', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { journal } = a.state;
    const lease = unwrap(await startRun(journal, 'r1', ['a']));
    await journal.release(lease, 'unmet', 'one criterion fails');
    expect(await journal.run('r1')).toMatchObject({
      status: 'unmet',
      reason: 'one criterion fails',
      endedAt: 1_000_000,
      holder: undefined,
    });
    expect((await startRun(journal, 'r2', ['a'])).ok).toBe(true);
  });

  it('is listed newest first, by kind, status and limit', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { journal } = a.state;
    await journal.release(unwrap(await startRun(journal, 'r1', [])), 'done');
    await journal.create({ id: 'r2', kind: 'workflow', input: null, claims: [] });
    await startRun(journal, 'r3', []);
    const ids = async (filter: Parameters<Journal['runs']>[0]): Promise<string[]> =>
      (await journal.runs(filter)).map((run) => run.id);
    expect(await ids({})).toEqual(['r3', 'r2', 'r1']);
    expect(await ids({ kind: 'loop' })).toEqual(['r3', 'r1']);
    expect(await ids({ status: 'running', limit: 1 })).toEqual(['r3']);
    expect(await journal.run('r4')).toBeUndefined();
  });
});

describe('events', () => {
  it('are numbered in each run without gaps and read after a number', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { journal } = a.state;
    const one = unwrap(await startRun(journal, 'r1', []));
    const two = unwrap(await startRun(journal, 'r2', []));
    await journal.record(one, [
      { type: 'a.a', data: 1 },
      { type: 'a.b', data: 2 },
    ]);
    await journal.record(two, [{ type: 'a.c', data: 3 }]);
    await journal.record(one, [{ type: 'a.d', data: 4 }]);
    expect(await journal.events('r1', 1)).toEqual([
      { run: 'r1', seq: 2, at: 1_000_000, type: 'a.b', data: 2 },
      { run: 'r1', seq: 3, at: 1_000_000, type: 'a.d', data: 4 },
    ]);
    expect((await journal.events('r2')).map(({ seq }) => seq)).toEqual([1]);
  });

  it.each([
    ['changed', `UPDATE events SET type = 'x'`, 'append-only'],
    ['removed', 'DELETE FROM events', 'append-only'],
    [
      'replaced',
      `INSERT OR REPLACE INTO events VALUES ('r1', 1, 1, 0, 'x', 'null')`,
      'numbered without gaps',
    ],
    ['skipped', `INSERT INTO events VALUES ('r1', 3, 2, 0, 'x', 'null')`, 'numbered without gaps'],
  ])('cannot be %s', async (_how, sql, problem) => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const lease = unwrap(await startRun(a.state.journal, 'r1', []));
    await a.state.journal.record(lease, [{ type: 'a.a', data: 1 }]);
    expect(() => a.database.run(sql)).toThrow(problem);
    expect((await a.state.journal.events('r1')).map(({ type }) => type)).toEqual(['a.a']);
  });
});
