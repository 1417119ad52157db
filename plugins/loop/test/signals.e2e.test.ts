import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { assertInvariants } from './crash/invariants.ts';
import { type CrashProject, crashProject, type Mmm } from './crash/project.ts';

describe('mmm run', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('finishes cleanly on %s and can be resumed', async (signal, code) => {
    using project = crashProject();
    const run = await started(project);
    const from = performance.now();
    run.child.kill(signal);
    const ended = await run.ended;
    expect(ended.code, ended.stderr + ended.stdout).toBe(code);
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(run.events().find(({ type }) => type === 'run.ended')).toMatchObject({ status: 'interrupted' });
    expect(project.repository.git('worktree', 'list', '--porcelain').match(/^worktree /gm)).toHaveLength(1);
    const resumed = project.mmm('resume');
    expect((await resumed.ended).code).toBe(0);
    await assertInvariants(
      project,
      [...run.events(), ...resumed.events()].filter(({ type }) => type !== 'run.ended'),
    );
  });

  it('stops at once on a second SIGINT, and can be resumed', async () => {
    using project = crashProject();
    const run = await started(project);
    run.child.kill('SIGINT');
    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(130);
    expect((await project.mmm('resume').ended).code).toBe(0);
    await assertInvariants(project, []);
  });

  it('says who holds what where another one is at it', async () => {
    using project = crashProject();
    const run = await started(project);
    const second = await project.mmm('run', '--yes').ended;
    expect(second.code).toBe(1);
    expect(second.stdout).toMatch(/MMM_STATE_HELD/);
    expect(second.stdout).toContain(`process ${run.child.pid}`);
    expect(second.stdout).toContain('01-one');
    const resume = await project.mmm('resume').ended;
    expect(resume.stdout).toMatch(/MMM_STATE_HELD/);
    expect((await run.ended).code).toBe(0);
    await assertInvariants(project, run.events());
  });
});

async function started(project: CrashProject): Promise<Mmm> {
  const run = project.mmm('run', '--yes');
  while (!run.events().some(({ type }) => type === 'iteration.started')) await sleep(5);
  return run;
}
