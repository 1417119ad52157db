import { unwrap } from '@mmm/plugin-api';
import { describe, expect, it } from 'vitest';
import { machine, openState, projectFolder, stillClock } from './open-state.ts';
import { codeOf, codeOfThrown, startRun } from './start-run.ts';

const LEASE = 30_000;
const MARGIN = 10_000;

describe('claims', () => {
  it('of a live run are refused to another one, with who holds which since when', async () => {
    using project = projectFolder();
    await using a = await openState(project.root, { pid: 4321 });
    await using b = await openState(project.root, { pid: 5 });
    await startRun(a.state.journal, 'r1', ['01-auth', '02-export', '03-import']);
    const refused = await startRun(b.state.journal, 'r2', ['00-new', '02-export', '03-import']);
    expect(codeOf(refused)).toBe('MMM_STATE_HELD');
    expect(refused.ok ? '' : `${refused.error.message}\n${refused.error.hint}`).toMatchInlineSnapshot(`
      "The run r1 of process 4321 is live since 1970-01-01T00:16:40.000Z and holds 02-export, 03-import.
      mmm status shows it; wait for it, leave these names out, or stop it with kill -INT 4321 and type mmm resume"
    `);
    expect(await b.state.journal.run('r2')).toBeUndefined();
  });

  it('of a run whose process died go to the next run, and the first one is closed as interrupted', async () => {
    using project = projectFolder();
    const host = machine();
    await using a = await openState(project.root, { pid: 4, machine: host });
    await using b = await openState(project.root, { pid: 5, machine: host });
    const old = unwrap(await startRun(a.state.journal, 'r1', ['a', 'b']));
    host.dead.add(4);
    expect((await startRun(b.state.journal, 'r2', ['b'])).ok).toBe(true);
    expect(await b.state.journal.run('r1')).toMatchObject({
      status: 'interrupted',
      reason: 'process 4 gave no sign of life and the run r2 took over b',
    });
    await expect(a.state.journal.record(old, [{ type: 'x.y', data: 1 }])).rejects.toThrow(
      'This process no longer holds the run r1 (its token was 1): it was closed as interrupted at ' +
        '1970-01-01T00:16:40.000Z, because process 4 gave no sign of life and the run r2 took over b.',
    );
    expect(codeOf(await b.state.journal.takeOver('r1'))).toBe('MMM_STATE_HELD');
  });

  it('stay with every run when one of several is held by a live one', async () => {
    using project = projectFolder();
    const host = machine();
    await using a = await openState(project.root, { pid: 4, machine: host });
    await using b = await openState(project.root, { pid: 5, machine: host });
    await startRun(a.state.journal, 'dead', ['a']);
    await startRun(b.state.journal, 'live', ['b']);
    host.dead.add(4);
    expect(codeOf(await startRun(b.state.journal, 'r3', ['a', 'b']))).toBe('MMM_STATE_HELD');
    expect((await b.state.journal.run('dead'))?.status).toBe('running');
  });
});

describe('a take-over', () => {
  it('of a run that is held by a live process is refused, up to a heartbeat after the lease', async () => {
    using project = projectFolder();
    const clock = stillClock();
    await using a = await openState(project.root, { pid: 4 });
    await using b = await openState(project.root, { pid: 5, clock });
    await startRun(a.state.journal, 'r1', ['a']);
    clock.advance(LEASE + MARGIN);
    expect(codeOf(await b.state.journal.takeOver('r1'))).toBe('MMM_STATE_HELD');
    clock.advance(1);
    expect(await b.state.journal.takeOver('r1')).toEqual({ ok: true, value: { run: 'r1', token: 2 } });
    expect((await b.state.journal.run('r1'))?.holder).toBe('pid 5');
  });

  it('needs no expiry where the owner is dead', async () => {
    using project = projectFolder();
    const host = machine();
    await using a = await openState(project.root, { pid: 4, machine: host });
    await using b = await openState(project.root, { pid: 5, machine: host });
    await startRun(a.state.journal, 'r1', ['a']);
    host.dead.add(4);
    expect((await b.state.journal.run('r1'))?.holder).toBeUndefined();
    expect(unwrap(await b.state.journal.takeOver('r1')).token).toBe(2);
  });

  it('is allowed after the machine was started anew, whatever runs under the old pid', async () => {
    using project = projectFolder();
    await using a = await openState(project.root, { pid: 4, machine: machine('boot-1') });
    await using b = await openState(project.root, { pid: 4, machine: machine('boot-2') });
    await startRun(a.state.journal, 'r1', ['a']);
    expect(unwrap(await b.state.journal.takeOver('r1')).token).toBe(2);
  });

  it('makes a released run running again, unless it is done', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { journal } = a.state;
    await journal.release(unwrap(await startRun(journal, 'r1', ['a'])), 'interrupted', 'SIGINT');
    const lease = unwrap(await journal.takeOver('r1'));
    expect(await journal.run('r1')).toMatchObject({
      status: 'running',
      reason: undefined,
      endedAt: undefined,
      claims: ['a'],
    });
    await journal.release(lease, 'done');
    expect(codeOf(await journal.takeOver('r1'))).toBe('MMM_STATE_RUN_DONE');
    expect(codeOf(await journal.takeOver('r2'))).toBe('MMM_STATE_RUN_UNKNOWN');
  });

  it('of a released run is refused while another live run has one of its names', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { journal } = a.state;
    await journal.release(unwrap(await startRun(journal, 'r1', ['a', 'b'])), 'paused');
    await startRun(journal, 'r2', ['b', 'c']);
    const refused = await journal.takeOver('r1');
    expect(refused.ok ? '' : refused.error.message).toBe(
      'The run r2 of process 1 is live since 1970-01-01T00:16:40.000Z and holds b.',
    );
    expect((await journal.run('r1'))?.status).toBe('paused');
  });
});

describe('a process that was frozen past its lease', () => {
  it('finds every write refused after a take-over, and nothing of them is kept', async () => {
    using project = projectFolder();
    const later = stillClock();
    await using a = await openState(project.root, { pid: 4 });
    await using b = await openState(project.root, { pid: 5, clock: later });
    const frozen = unwrap(await startRun(a.state.journal, 'r1', ['a']));
    await a.state.journal.begin(frozen, 'one');
    later.advance(LEASE + MARGIN + 1);
    const lease = unwrap(await b.state.journal.takeOver('r1'));
    const { journal } = a.state;
    const event = { type: 'late.write', data: null };
    const writes = {
      check: journal.check(frozen),
      begin: journal.begin(frozen, 'two'),
      finish: journal.finish(frozen, 'one', 'late', [event]),
      record: journal.record(frozen, [event]),
      release: journal.release(frozen, 'done'),
    };
    for (const [name, write] of Object.entries(writes)) {
      expect(await codeOfThrown(write), name).toBe('MMM_STATE_STALE_LEASE');
    }
    await expect(journal.check(frozen)).rejects.toThrow(
      'process 5 took it over at 1970-01-01T00:17:20.001Z with the token 2',
    );
    expect(await b.state.journal.begin(lease, 'one')).toEqual({ state: 'due', attempt: 2 });
    await b.state.journal.finish(lease, 'one', 'good', [{ type: 'one.done', data: null }]);
    expect((await b.state.journal.events('r1')).map((stored) => stored.type)).toEqual(['one.done']);
    expect((await b.state.journal.steps('r1')).map(({ name, result }) => [name, result])).toEqual([
      ['one', 'good'],
    ]);
  });

  it('goes on under its token where nobody took over', async () => {
    using project = projectFolder();
    const clock = stillClock();
    await using a = await openState(project.root, { pid: 4, clock });
    await using b = await openState(project.root, { pid: 5, clock });
    const lease = unwrap(await startRun(a.state.journal, 'r1', ['a']));
    clock.advance(10 * LEASE);
    await a.state.journal.record(lease, [{ type: 'woke.up', data: null }]);
    expect(codeOf(await b.state.journal.takeOver('r1'))).toBe('MMM_STATE_HELD');
  });
});
