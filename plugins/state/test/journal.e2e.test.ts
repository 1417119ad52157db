import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startWorker, type Worker } from './journal-worker.ts';
import { type OpenState, openState, projectFolder } from './open-state.ts';

const STEPS = 3;

describe('a process that is killed', () => {
  it.each(['', '+'])('at any journal write%s loses nothing and does nothing twice', async (suffix) => {
    let killed = 0;
    for (let write = 1; ; write += 1) {
      using project = projectFolder();
      const first = startWorker(project.root, { steps: STEPS, crashAt: `${write}${suffix}` });
      const { code, signal, stderr } = await first.ended;
      if (code === 0) break;
      expect(signal, stderr).toBe('SIGKILL');
      killed += 1;
      if (first.lines.includes('released')) throw new Error('a killed process has released its run');
      const second = startWorker(project.root, { steps: STEPS });
      expect(await second.ended).toMatchObject({ code: 0 });
      await using after = await openState(project.root);
      await isWhole(after, project.root, STEPS);
    }
    // create, record, three times begin and finish, release
    expect(killed).toBe(3 + 2 * STEPS);
  });

  it('at a moment of chance has every acknowledged step in its journal', async () => {
    using project = projectFolder();
    const acknowledged = new Set<string>();
    for (const kill of [1, 9, 23, 30, 48]) {
      const worker = startWorker(project.root, { steps: 60 });
      await worker.says(`ack step-${kill}`);
      worker.child.kill('SIGKILL');
      await worker.ended;
      for (const line of worker.lines) if (line.startsWith('ack ')) acknowledged.add(line.slice(4));
      await using after = await openState(project.root);
      const steps = await after.state.journal.steps('r1');
      const done = steps.filter(({ status }) => status === 'done').map(({ name }) => name);
      expect([...acknowledged].filter((name) => !done.includes(name))).toEqual([]);
    }
    expect((await startWorker(project.root, { steps: 60 }).ended).code).toBe(0);
    await using after = await openState(project.root);
    await isWhole(after, project.root, 60);
  });
});

describe('two processes', () => {
  it('that want one name at the same moment get it once', async () => {
    using project = projectFolder();
    const claims = ['a,b', 'b,c', 'b', 'd,b', 'b,a', 'c,b'];
    const workers = claims.map((names, index) =>
      startWorker(project.root, { run: `r${index}`, claims: names, wait: ['start', 'step'], steps: 1 }),
    );
    await Promise.all(workers.map((worker) => worker.says('ready')));
    for (const worker of workers) worker.goOn();
    await Promise.any(workers.map((worker) => worker.says('begun')));
    const losers = workers.filter((worker) => !worker.lines.includes('begun step-1'));
    expect(losers).toHaveLength(workers.length - 1);
    await Promise.all(losers.map(({ ended }) => ended));
    expect(losers.map(({ lines }) => lines.at(-1))).toEqual(losers.map(() => 'refused MMM_STATE_HELD'));
    const [winner] = workers.filter((worker) => !losers.includes(worker));
    winner?.goOn();
    expect(await winner?.says('released')).toBe('released');
    await using after = await openState(project.root);
    expect((await after.state.journal.runs()).map(({ status }) => status)).toEqual(['done']);
  });

  it('never both write: one that is stopped past its lease and wakes finds its writes refused', async () => {
    using project = projectFolder();
    const frozen = startWorker(project.root, { steps: STEPS, wait: ['step'] });
    await frozen.says('begun step-1');
    frozen.child.kill('SIGSTOP');
    const heir = startWorker(project.root, { steps: STEPS, wait: ['lease'] });
    expect(await heir.says('holds')).toBe('holds 2');
    await heir.ended;
    frozen.goOn();
    frozen.child.kill('SIGCONT');
    await frozen.ended;
    expect(frozen.lines).toEqual(['holds 1', 'begun step-1', 'refused MMM_STATE_STALE_LEASE']);
    await using after = await openState(project.root);
    await isWhole(after, project.root, STEPS);
  });
});

/** The invariants of a run that has come to its end, however often it was cut off. */
async function isWhole({ state, database }: OpenState, root: string, steps: number): Promise<void> {
  const names = Array.from({ length: steps }, (_, index) => `step-${index + 1}`);
  const events = await state.journal.events('r1');
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const done = events.filter(({ type }) => type === 'step.done').map(({ data }) => data);
  expect(done).toEqual(names.map((step) => ({ step })));
  const kept = await state.journal.steps('r1');
  expect(kept.map(({ name, status }) => `${name} ${status}`)).toEqual(names.map((name) => `${name} done`));
  expect(readFileSync(join(root, 'effects.log'), 'utf8').trim().split('\n')).toEqual(
    names.map((name) => `r1 ${name}`),
  );
  expect(await state.journal.run('r1')).toMatchObject({ status: 'done', holder: undefined });
  expect(database.all('SELECT * FROM state_leases')).toEqual([]);
  expect(database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  expect(database.all('PRAGMA foreign_key_check')).toEqual([]);
  const again: Worker = startWorker(root, { steps });
  await again.ended;
  expect(again.lines).toEqual(['refused MMM_STATE_RUN_DONE']);
}
