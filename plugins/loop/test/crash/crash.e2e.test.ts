import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { assertInvariants } from './invariants.ts';
import { crashProject, inLanes } from './project.ts';

/** `MMM_TEST_SEED=…` runs the same points again, `MMM_TEST_KILLS=1000` more of them. */
const SEED = Number(process.env.MMM_TEST_SEED ?? Date.now() % 1_000_000);
const KILLS = Number(process.env.MMM_TEST_KILLS ?? 50);
/** From its first event on, a whole run of the project takes about this long. */
const SPAN_MS = 900;

describe('kill -9', () => {
  it(`loses nothing and does nothing twice at ${KILLS} random points (MMM_TEST_SEED=${SEED})`, {
    timeout: KILLS * 20_000,
  }, async () => {
    const random = generator(SEED);
    const points = Array.from({ length: KILLS }, () => Math.round(random() * SPAN_MS));
    let cut = 0;
    await inLanes(points, async (point) => {
      if (await killAt(point)) cut += 1;
    });
    process.stdout.write(`crash test: seed ${SEED}, ${KILLS} kills, ${cut} of them cut a run off\n`);
    expect(cut).toBeGreaterThan(KILLS / 4);
  });
});

describe('SIGSTOP', () => {
  it('refuses everything of a process that was frozen past its lease', { timeout: 120_000 }, async () => {
    using project = crashProject();
    const frozen = project.mmm('run', '--yes');
    while (!frozen.events().some(({ type }) => type === 'iteration.started')) await sleep(20);
    frozen.child.kill('SIGSTOP');
    const second = await project.mmm('run', '--yes').ended;
    expect(second.code, 'a second run while the lease lives').toBe(1);
    await sleep(2500);
    const taken = project.mmm('resume');
    expect(await taken.ended).toMatchObject({ code: 0 });
    frozen.child.kill('SIGCONT');
    const woken = await frozen.ended;
    expect(woken.code).not.toBe(0);
    await assertInvariants(
      project,
      [...frozen.events(), ...taken.events()].filter(({ type }) => type !== 'run.ended'),
    );
  });
});

/** One project: run, kill after `ms`, resume, and see that everything holds. True where the run was cut off. */
async function killAt(ms: number): Promise<boolean> {
  using project = crashProject();
  const first = project.mmm('run', '--yes');
  while (first.events().length === 0 && first.child.exitCode === null) await sleep(5);
  await Promise.race([sleep(ms), first.ended]);
  const alive = first.child.exitCode === null;
  first.child.kill('SIGKILL');
  await first.ended;
  const second = project.mmm('resume');
  const resumed = await second.ended;
  // 2: the kill came before the run was created, or after it had ended.
  const context = `killed after ${ms} ms: ${resumed.stderr}${resumed.stdout.slice(-600)}`;
  expect([0, 2], context).toContain(resumed.code);
  const printed = [...first.events(), ...second.events()];
  if (resumed.code === 2 && !printed.some(({ type }) => type === 'run.ended')) {
    const fresh = project.mmm('run', '--yes');
    expect((await fresh.ended).code, context).toBe(0);
    printed.push(...fresh.events());
  }
  await assertInvariants(project, printed);
  expect((await project.mmm('resume').ended).code, 'I9: there is nothing left to resume').toBe(2);
  return alive && resumed.code === 0;
}

/** Mulberry32: small, seeded, good enough to choose moments. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
