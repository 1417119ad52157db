import { unwrap } from '@mmm/plugin-api';
import { describe, expect, it } from 'vitest';
import { openState, projectFolder } from './open-state.ts';
import { codeOfThrown, startRun } from './start-run.ts';

describe('a step', () => {
  it('is due until it is finished, and then gives its kept result', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { journal } = a.state;
    const lease = unwrap(await startRun(journal, 'r1', []));
    expect(await journal.begin(lease, 'one')).toEqual({ state: 'due', attempt: 1 });
    expect(await journal.begin(lease, 'one')).toEqual({ state: 'due', attempt: 2 });
    await journal.finish(lease, 'one', { commit: 'abc', tries: [1, null] }, []);
    expect(await journal.begin(lease, 'one')).toEqual({
      state: 'done',
      result: { commit: 'abc', tries: [1, null] },
    });
    expect(await journal.steps('r1')).toEqual([
      {
        run: 'r1',
        name: 'one',
        status: 'done',
        attempt: 2,
        result: { commit: 'abc', tries: [1, null] },
        startedAt: 1_000_000,
        endedAt: 1_000_000,
      },
    ]);
  });

  it('may have null as its result', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { journal } = a.state;
    const lease = unwrap(await startRun(journal, 'r1', []));
    await journal.begin(lease, 'one');
    await journal.finish(lease, 'one', null, []);
    expect(await journal.begin(lease, 'one')).toEqual({ state: 'done', result: null });
  });

  it('is finished again only with the same result and the same events, which are not appended twice', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { journal } = a.state;
    const lease = unwrap(await startRun(journal, 'r1', []));
    const events = [
      { type: 'a.b', data: { x: 1, y: [2] } },
      { type: 'a.c', data: 'z' },
    ];
    await journal.record(lease, [{ type: 'before.it', data: null }]);
    await journal.begin(lease, 'one');
    await journal.finish(lease, 'one', { n: 1, m: 2 }, events);
    await journal.finish(lease, 'one', { m: 2, n: 1 }, events);
    expect(await codeOfThrown(journal.finish(lease, 'one', { n: 2, m: 2 }, events))).toBe(
      'MMM_STATE_STEP_DIFFERS',
    );
    expect(await codeOfThrown(journal.finish(lease, 'one', { n: 1, m: 2 }, []))).toBe(
      'MMM_STATE_STEP_DIFFERS',
    );
    expect((await journal.events('r1')).map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      '1 before.it',
      '2 a.b',
      '3 a.c',
    ]);
  });

  it('that was not begun cannot be finished', async () => {
    using project = projectFolder();
    await using a = await openState(project.root);
    const { journal } = a.state;
    const lease = unwrap(await startRun(journal, 'r1', []));
    await expect(journal.finish(lease, 'one', null, [])).rejects.toThrow('was not begun');
  });
});
