import { unwrap } from '@mmm/plugin-api';
import { describe, expect, it } from 'vitest';
import type { NewEvent, SpecificationRow } from '../../src/api.ts';
import { machine, type OpenState, openState, projectFolder, stillClock } from '../open-state.ts';

describe('mmm status', () => {
  it('says of a new project that nothing is indexed', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { data, exit } = await a.host.run('status');
    expect(exit).toBe(0);
    expect(data).toEqual({
      project: { name: project.root.split('/').at(-1), root: project.root },
      at: 1_000_000,
      specs: { total: 0, byStatus: {}, notable: [] },
      live: [],
      cutOff: [],
      last: undefined,
      cost: undefined,
    });
  });

  it('counts specs by status, says why those that stopped did, and shows runs with their cost', async () => {
    using project = projectFolder();
    const host = machine();
    const clock = stillClock();
    await using a = await openState(project.root, { pid: 4, machine: host, clock });
    await using b = await openState(project.root, { pid: 5, machine: host, clock });
    await a.state.specifications.sync(['01-a', '02-b', '03-c', '04-d'].map(spec), []);
    await run(a, 'r1', ['01-a'], [statusChanged('01-a', 'done'), booked(0.4)], 'done');
    await run(a, 'r2', ['02-b'], [statusChanged('02-b', 'stuck'), booked(1.25), booked(null)], 'unmet');
    await run(a, 'r3', ['03-c'], [statusChanged('03-c', 'running')]);
    await run(b, 'r4', ['04-d'], [statusChanged('04-d', 'running')]);
    host.dead.add(4);
    clock.advance(35_000);
    const { data, view } = await b.host.run('status');
    expect(data).toMatchObject({
      specs: {
        total: 4,
        byStatus: { done: 1, stuck: 1, running: 2 },
        notable: [
          { name: '02-b', status: 'stuck', reason: 'because' },
          { name: '03-c', status: 'running', reason: 'because' },
          { name: '04-d', status: 'running', reason: 'because' },
        ],
      },
      live: [{ id: 'r4', holder: 'pid 5', claims: ['04-d'] }],
      cutOff: [{ id: 'r3', holder: undefined }],
      last: { id: 'r2', status: 'unmet', cost: { usd: 1.25, unknown: 1 } },
      cost: { usd: 1.65, unknown: 1 },
    });
    expect(textOf(view).replace(/project .*/, 'project …')).toMatchInlineSnapshot(`
      "project …
      specs      4: 1 done, 2 running, 1 stuck
      live       loop r4   pid 5   for 0:35   04-d
      cut off    loop r3   for 0:35   03-c
      last       loop r2   unmet   just now   $1.25 and 1 call of unknown cost   02-b
      cost       $1.65 and 1 call of unknown cost
      next       mmm resume r3

      stuck   02-b   because
      running   03-c   because
      running   04-d   because"
    `);
  });

  it.each([
    ['a run was interrupted', 'interrupted', 'mmm resume r1'],
    ['a spec is stuck', 'unmet', 'mmm why 01-a'],
  ] as const)('names the next step when %s', async (_case, status, next) => {
    using project = projectFolder();
    await using a = await openState(project.root);
    await a.state.specifications.sync([spec('01-a')], []);
    await run(a, 'r1', ['01-a'], [statusChanged('01-a', 'stuck')], status);
    expect(textOf((await a.host.run('status')).view)).toContain(next);
  });

  it('leads to mmm run where specs are pending and to nothing where all are done', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    await a.state.specifications.sync([spec('01-a')], []);
    expect(textOf((await a.host.run('status')).view)).toMatch(/next\s+mmm run$/);
    await run(a, 'r1', ['01-a'], [statusChanged('01-a', 'done')], 'done');
    expect(textOf((await a.host.run('status')).view)).not.toContain('next');
  });

  it('shows twenty specs by name and counts the others', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const names = Array.from({ length: 25 }, (_, index) => `${10 + index}-x`);
    await a.state.specifications.sync(names.map(spec), []);
    await run(
      a,
      'r1',
      names,
      names.map((name) => statusChanged(name, 'blocked')),
      'unmet',
    );
    const text = textOf((await a.host.run('status')).view);
    expect(text.match(/blocked {3}\d\d-x/g)).toHaveLength(20);
    expect(text).toContain('and 5 more');
    expect(text).toContain('10-x, 11-x, 12-x, 13-x, 14-x, 15-x and 19 more');
  });
});

type View = Awaited<ReturnType<OpenState['host']['run']>>['view'];

/** Roughly what the cli prints. */
function textOf(view: View): string {
  return (view ?? [])
    .flatMap((block): readonly string[] => {
      if (block.kind === 'facts')
        return block.rows.map(([label, cell]) => `${label.padEnd(10)} ${cellText(cell)}`);
      if (block.kind === 'table') return block.rows.map((cells) => cells.map(cellText).join('   '));
      if (block.kind === 'line') return [block.cells.map(cellText).join('   ')];
      return block.kind === 'text' ? [block.text] : [''];
    })
    .join('\n');
}

function cellText(cell: string | { readonly text: string }): string {
  return typeof cell === 'string' ? cell : cell.text;
}

async function run(
  { state }: OpenState,
  id: string,
  claims: readonly string[],
  events: readonly NewEvent[],
  status?: 'done' | 'unmet' | 'interrupted',
): Promise<void> {
  const lease = unwrap(await state.journal.create({ id, kind: 'loop', input: null, claims }));
  await state.journal.record(lease, events);
  if (status !== undefined) await state.journal.release(lease, status);
}

function statusChanged(name: string, status: string): NewEvent {
  return { type: 'spec.status-changed', data: { spec: name, status, reason: 'because' } };
}

function booked(usd: number | null): NewEvent {
  return { type: 'cost.booked', data: { spec: 'x', usd } };
}

function spec(name: string): Omit<SpecificationRow, 'status'> {
  return {
    name,
    path: `specs/${name}.md`,
    content: 'text',
    dependencies: [],
    metadata: null,
    sha256: '00',
    bytes: 4,
    modifiedAt: 1,
  };
}
