import { expect, it } from 'vitest';
import { assertInvariants } from './invariants.ts';
import { crashProject, inLanes } from './project.ts';

/** More than a run of the project has journal writes; those beyond its end kill nothing. */
const WRITES = 46;

it.each([
  ['right before', ''],
  ['right after', '+'],
])(
  'kill -9 %s every journal write loses nothing and does nothing twice',
  { timeout: 600_000 },
  async (_, side) => {
    let ends = 0;
    const points = Array.from({ length: WRITES }, (__, index) => `${index + 1}${side}`);
    await inLanes(points, async (point) => {
      if (await endsAlive(point)) ends += 1;
    });
    expect(ends, 'the last writes are beyond the end of the run').toBeGreaterThan(0);
  },
);

/** One project whose first process dies at a write; true where the run had fewer. */
async function endsAlive(point: string): Promise<boolean> {
  using project = crashProject();
  const first = project.mmmDyingAt(point, 'run', '--yes');
  const { code } = await first.ended;
  const second = project.mmm('resume');
  const resumed = await second.ended;
  const context = `died at write ${point}: ${resumed.stderr}${resumed.stdout.slice(-600)}`;
  expect(code === 0 ? [2] : [0, 2], context).toContain(resumed.code);
  const printed = [...first.events(), ...second.events()];
  if (!printed.some(({ type }) => type === 'run.started')) {
    const fresh = project.mmm('run', '--yes');
    expect((await fresh.ended).code, context).toBe(0);
    printed.push(...fresh.events());
  }
  await assertInvariants(project, printed);
  return code === 0;
}
