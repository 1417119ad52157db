import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraries, type Model, type Real } from './journal-model.ts';
import { machine, type OpenState, openState, projectFolder, stillClock } from './open-state.ts';

it('does what the model of runs, steps and leases says', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(arbitraries, { maxCommands: 120, size: 'max' }), async (steps) => {
      using project = projectFolder();
      const clock = stillClock();
      const host = machine();
      await using one = await openState(project.root, { pid: 1, clock, machine: host });
      await using two = await openState(project.root, { pid: 2, clock, machine: host });
      await using three = await openState(project.root, { pid: 3, clock, machine: host });
      const processes = new Map([
        [1, one],
        [2, two],
        [3, three],
      ]);
      const model: Model = { now: clock.now(), dead: new Set(), runs: new Map(), leases: [] };
      const real: Real = { clock, machine: host, processes };
      await fc.asyncModelRun(() => ({ model, real }), steps);
      await agrees(model, one);
      isSound(one);
    }),
    { numRuns: 40 },
  );
});

async function agrees(model: Model, { state: { journal } }: OpenState): Promise<void> {
  expect((await journal.runs()).length).toBe(model.runs.size);
  for (const [id, known] of model.runs) {
    expect(await journal.run(id)).toMatchObject({ status: known.status, claims: known.claims });
    expect((await journal.events(id)).map(({ seq, type }) => `${seq} ${type}`)).toEqual(
      known.events.map((type, index) => `${index + 1} ${type}`),
    );
    expect((await journal.steps(id)).map(({ name, attempt, result }) => [name, { attempt, result }])).toEqual(
      [...known.steps],
    );
  }
}

/** What must hold of the tables whatever happened. */
function isSound({ database }: OpenState): void {
  const runningWithoutLease = `SELECT id FROM state_runs r WHERE (status = 'running') <>
    EXISTS (SELECT 1 FROM state_leases l WHERE l.run_id = r.id AND l.token = r.token)`;
  const liveElsewhere = `SELECT name FROM state_claims c JOIN state_runs r ON r.id = c.run_id
    WHERE c.live <> (r.status = 'running')`;
  const claimedTwice = 'SELECT name FROM state_claims WHERE live = 1 GROUP BY name HAVING count(*) > 1';
  for (const sql of [runningWithoutLease, liveElsewhere, claimedTwice, 'PRAGMA foreign_key_check']) {
    expect(database.all(sql), sql).toEqual([]);
  }
  expect(database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
}
