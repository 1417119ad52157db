import { unwrap } from '@mmm/plugin-api';
import { describe, expect, it } from 'vitest';
import type { ExecutionRecorded, NewEvent, SpecificationRow } from '../src/api.ts';
import { openState, projectFolder, stillClock } from './open-state.ts';

describe('the specifications table', () => {
  it('gives back what was synced, by name', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { specifications } = a.state;
    const one = { ...spec('02-b'), modifiedAt: 12.75, metadata: { criteria: 3, tags: ['x'] } };
    await specifications.sync([one, spec('01-a')], []);
    expect(await specifications.read('02-b')).toEqual({ ...one, status: 'pending' });
    expect(await specifications.read('03-c')).toBeUndefined();
    expect((await specifications.heads()).map(({ name }) => name)).toEqual(['01-a', '02-b']);
    expect((await specifications.heads())[0]).not.toHaveProperty('content');
    expect(await specifications.stamps()).toEqual([
      { name: '01-a', path: 'specs/01-a.md', bytes: 4, modifiedAt: 1 },
      { name: '02-b', path: 'specs/02-b.md', bytes: 4, modifiedAt: 12.75 },
    ]);
  });

  it('keeps the status of a spec whose file changed', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { specifications } = a.state;
    await specifications.sync([spec('a')], []);
    await record(a.state, [statusChanged('a', 'stuck')]);
    await specifications.sync([{ ...spec('a'), content: 'new', sha256: 'ff' }], []);
    expect(await specifications.read('a')).toMatchObject({ status: 'stuck', content: 'new' });
  });

  it('gives a spec that appears later the status and the executions that events told of', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { specifications } = a.state;
    await record(a.state, [statusChanged('a', 'running'), executed('a', 1), statusChanged('a', 'done')]);
    expect(await specifications.heads()).toEqual([]);
    await specifications.sync([spec('a')], []);
    expect((await specifications.read('a'))?.status).toBe('done');
    const linked = 'SELECT e.iteration FROM executions e JOIN specifications s ON s.id = e.spec_id';
    expect(a.database.all(linked)).toEqual([{ iteration: 1 }]);
  });

  it('keeps what is known of a spec whose file comes back', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { specifications } = a.state;
    await specifications.sync([spec('a')], []);
    await record(a.state, [executed('a', 1), statusChanged('a', 'done')]);
    await specifications.sync([], ['a']);
    expect(await specifications.read('a')).toBeUndefined();
    expect(await a.state.executions({ spec: 'a' })).toHaveLength(1);
    await specifications.sync([spec('a')], []);
    expect((await specifications.read('a'))?.status).toBe('done');
    expect(a.database.all('SELECT count(spec_id) AS linked FROM executions')).toEqual([{ linked: 1 }]);
  });

  it('takes nothing of a sync that fails', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { specifications } = a.state;
    await specifications.sync([spec('a')], []);
    const broken = { ...spec('b'), bytes: 0.5 };
    await expect(specifications.sync([spec('c'), broken], ['a'])).rejects.toThrow('INTEGER');
    expect((await specifications.heads()).map(({ name }) => name)).toEqual(['a']);
  });

  it('takes ten thousand specs in one transaction', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const specs = Array.from({ length: 10_000 }, (_, index) => ({
      ...spec(`s${String(index).padStart(5, '0')}`),
      content: 'x'.repeat(2000),
    }));
    await a.state.specifications.sync(specs, []);
    await a.state.specifications.sync(specs, []);
    expect(await a.state.specifications.stamps()).toHaveLength(10_000);
  });
});

describe('the project row', () => {
  it('names the folder of the project', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    await a.state.specifications.stamps();
    await a.state.specifications.heads();
    expect(a.database.all('SELECT id, path FROM projects')).toEqual([{ id: 1, path: project.root }]);
  });
});

describe('executions', () => {
  it('are given newest first, by spec, run and limit', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    await record(a.state, [executed('a', 1), executed('b', 1), executed('a', 2)], 'r1');
    await record(a.state, [executed('a', 1)], 'r2');
    const told = async (filter: Parameters<typeof a.state.executions>[0]): Promise<string[]> =>
      (await a.state.executions(filter)).map((row) => `${row.run} ${row.spec} ${row.iteration}`);
    expect(await told({})).toEqual(['r2 a 1', 'r1 a 2', 'r1 b 1', 'r1 a 1']);
    expect(await told({ spec: 'a', run: 'r1' })).toEqual(['r1 a 2', 'r1 a 1']);
    expect(await told({ spec: 'a', limit: 1 })).toEqual(['r2 a 1']);
    expect((await a.state.executions({ limit: 1 }))[0]).toEqual({
      ...executedData('a', 1),
      run: 'r2',
      startedAt: 1,
    });
  });
});

describe('an event that state projects', () => {
  it.each([
    ['no object', 'spec.status-changed', [1], 'is no object'],
    [
      'an unknown status',
      'spec.status-changed',
      { spec: 'a', status: 'fine', reason: '' },
      '"fine" is no status',
    ],
    ['a missing name', 'spec.status-changed', { status: 'done', reason: '' }, '"spec" of the event'],
    [
      'a text for a number',
      'execution.recorded',
      { ...executedData('a', 1), iteration: '1' },
      '"iteration" of',
    ],
    ['a text for a cost', 'cost.booked', { spec: 'a', usd: '1' }, '"usd" of'],
  ])('with %s is refused with the whole write', async (_what, type, data, problem) => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const lease = unwrap(await a.state.journal.create({ id: 'r1', kind: 'loop', input: null, claims: [] }));
    const events = [statusChanged('a', 'running'), { type, data }];
    await expect(a.state.journal.record(lease, events)).rejects.toThrow(problem);
    expect(await a.state.journal.events('r1')).toEqual([]);
    expect(a.database.all('SELECT * FROM state_spec_statuses')).toEqual([]);
  });
});

describe('a rebuild', () => {
  it('fills the projections again from every event', async () => {
    using project = projectFolder();
    await using a = await openState(project.root, { clock: stillClock(5) });
    await a.state.specifications.sync([spec('a'), spec('b')], []);
    await record(a.state, [statusChanged('a', 'done'), statusChanged('b', 'stuck'), executed('b', 1)]);
    a.database.run(`UPDATE specifications SET status = 'failed'`);
    a.database.run('DELETE FROM executions');
    expect(await a.state.rebuild()).toEqual({ events: 3 });
    expect((await a.state.specifications.heads()).map(({ status }) => status)).toEqual(['done', 'stuck']);
    expect(await a.state.executions()).toHaveLength(1);
  });
});

function spec(name: string): Omit<SpecificationRow, 'status'> {
  return {
    name,
    path: `specs/${name}.md`,
    content: 'text',
    dependencies: ['x'],
    metadata: null,
    sha256: '00',
    bytes: 4,
    modifiedAt: 1,
  };
}

function statusChanged(name: string, status: string): NewEvent {
  return { type: 'spec.status-changed', data: { spec: name, status, reason: 'because' } };
}

function executedData(name: string, iteration: number): ExecutionRecorded {
  return {
    spec: name,
    iteration,
    command: 'agent',
    input: 'prompt',
    output: 'text',
    status: 'unmet',
    startedAt: 1.2,
    completedAt: 2,
  };
}

function executed(name: string, iteration: number): NewEvent {
  return { type: 'execution.recorded', data: { ...executedData(name, iteration) } };
}

async function record(
  { journal }: Awaited<ReturnType<typeof openState>>['state'],
  events: readonly NewEvent[],
  id = 'r1',
): Promise<void> {
  const lease = unwrap(await journal.create({ id, kind: 'loop', input: null, claims: [] }));
  await journal.record(lease, events);
  await journal.release(lease, 'done');
}
