// What a resumed run makes of how it ended before.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateService } from '@mmm/plugin-state/api';
import { describe, expect, it } from 'vitest';
import { fileSpec, repository } from '../repository.ts';

const SPEC = { 'specs/01-greet.md': fileSpec('Greet', { 'a.txt': 'hello' }) };
const WORK = { edits: [{ write: 'a.txt', content: 'hello' }], cost_usd: 0 };
const IDLE = { say: 'no', cost_usd: 0 };

describe('a resumed run', () => {
  it('calls the agent again after a failed login', async () => {
    using project = repository(SPEC, { '*': [{ fail: 'authentication' }] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 1, data: { status: 'failed' } });
    project.script({ '*': [WORK] });
    expect(await host.run('resume')).toMatchObject({ exit: 0, data: { specs: [{ status: 'done' }] } });
  });

  it('calls the agent again after its failures were too many', async () => {
    using project = repository(SPEC, { '*': [{ fail: 'transient' }] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 4 });
    const { events } = await host.run('resume');
    expect(events.filter(({ type }) => type === 'iteration.started')).toHaveLength(4);
    project.script({ '*': [WORK] });
    expect(await host.run('resume')).toMatchObject({ exit: 0 });
  });

  it('calls the agent again once a usage limit has passed that it did not wait for', async () => {
    using project = repository(SPEC, { '*': [{ ...WORK, limit: { resets_in_ms: 1, times: 1 } }] });
    await using host = await project.host({ config: { 'run.wait': false } });
    expect(await host.run('run')).toMatchObject({ exit: 4, data: { status: 'paused' } });
    expect(await host.run('resume')).toMatchObject({ exit: 0 });
  });

  it('merges what could not be merged before', async () => {
    using project = repository({ ...SPEC, 'a.txt': 'base' }, { '*': [WORK] });
    project.write('a.txt', 'mine');
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 3 });
    expect(await host.run('resume')).toMatchObject({ exit: 3 });
    project.git('checkout', '--', 'a.txt');
    const { data, exit, events } = await host.run('resume');
    expect({ data, exit }).toMatchObject({ exit: 0, data: { specs: [{ status: 'done', iterations: 1 }] } });
    expect(events.some(({ type }) => type === 'iteration.started')).toBe(false);
  });

  it('goes on after a review that the agent asked for', async () => {
    const asks = { say: '@mmm:needs-review is this right?', cost_usd: 0 };
    using project = repository(SPEC, { '*': [asks, WORK] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 5 });
    expect(await host.run('resume')).toMatchObject({ exit: 0, data: { specs: [{ iterations: 2 }] } });
  });

  it('keeps what was done under a limit that was raised once', async () => {
    using project = repository(SPEC, { '*': [{ edits: [{ append: 'x', content: 'x' }], cost_usd: 0 }] });
    await using host = await project.host({ config: { 'budget.iterations': 1 } });
    expect(await host.run('run')).toMatchObject({ data: { specs: [{ iterations: 1 }] } });
    expect(await host.run('resume', { options: { iterations: 2 } })).toMatchObject({
      data: { specs: [{ iterations: 2 }] },
    });
    expect(await host.run('resume')).toMatchObject({ data: { specs: [{ status: 'unmet', iterations: 2 }] } });
  });

  it('counts what its other specs have spent before', async () => {
    const specs = {
      'specs/01-a.md': fileSpec('A', { 'a.txt': 'hello' }),
      'specs/02-b.md': fileSpec('B', { 'b.txt': 'hello' }),
    };
    using project = repository(specs, { '*': [{ say: 'no', cost_usd: 1 }] });
    await using host = await project.host({ config: { 'budget.iterations': 2, 'budget.run_usd': 4.5 } });
    expect(await host.run('run')).toMatchObject({ data: { usd: 4 } });
    const { data } = await host.run('resume', { options: { iterations: 9 } });
    expect(data).toMatchObject({ status: 'paused', usd: 4 });
  });

  it('skips specs that it has done though their files are gone, and no other', async () => {
    const specs = {
      'specs/01-a.md': fileSpec('A', { 'a.txt': 'hello' }),
      'specs/02-b.md': fileSpec('B', { 'b.txt': 'hello' }),
      'specs/02-b-more.md': fileSpec('More', { 'a.txt': 'hello' }),
    };
    using project = repository(specs, { '01-a': [WORK], '02-b': [IDLE] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 3 });
    rmSync(join(project.root, 'specs/01-a.md'));
    expect(await host.run('resume')).toMatchObject({ data: { specs: [{ status: 'done' }, {}, {}] } });
    rmSync(join(project.root, 'specs/02-b.md'));
    await expect(host.run('resume')).rejects.toMatchObject({
      code: 'MMM_LOOP_CHANGED',
      message: expect.stringContaining('02-b'),
    });
    const { data } = await host.run('resume', { options: { acceptChanges: true } });
    expect(data).toMatchObject({
      status: 'failed',
      specs: expect.arrayContaining([{}]) === undefined ? [] : expect.anything(),
    });
    expect(JSON.stringify(data)).toContain('is gone.');
  });

  it('does not do again what another run has done meanwhile', async () => {
    using project = repository(SPEC, { '*': [IDLE] });
    await using host = await project.host();
    await host.run('run');
    const first = (await (await host.service(stateService)).journal.runs())[0]?.id ?? '';
    project.script({ '*': [WORK] });
    expect(await host.run('run')).toMatchObject({ exit: 0 });
    const { exit, events } = await host.run('resume', { args: { run: first } });
    expect(exit).toBe(0);
    expect(events.some(({ type }) => type === 'iteration.started')).toBe(false);
  });
});

describe('a run', () => {
  it('is not done where a spec depends on one that is neither met nor in it', async () => {
    using project = repository(
      {
        'specs/01-first.md': fileSpec('First', { 'one.txt': 'one' }),
        'specs/02-second.md': fileSpec('Second', { 'two.txt': 'two' }, '---\ndepends_on: ["01"]\n---\n'),
      },
      { '*': [WORK] },
    );
    await using host = await project.host();
    const { data, exit } = await host.run('run', { options: { spec: ['02'] } });
    expect({ data, exit }).toMatchObject({
      exit: 3,
      data: { specs: [{ status: 'blocked', reason: expect.stringContaining('01-first') }] },
    });
  });

  it('goes on beside specs that depend on each other in a circle', async () => {
    const on = (name: string): string => `---\ndepends_on: ["${name}"]\n---\n`;
    using project = repository(
      {
        ...SPEC,
        'specs/02-b.md': fileSpec('B', { 'b.txt': 'b' }, on('03')),
        'specs/03-c.md': fileSpec('C', { 'c.txt': 'c' }, on('02')),
        'specs/04-self.md': fileSpec('Self', { 'd.txt': 'd' }, on('04')),
        'specs/05-e.md': fileSpec('E', { 'a.txt': 'hello' }, on('01')),
      },
      { '*': [WORK] },
    );
    await using host = await project.host();
    await expect(host.run('run')).rejects.toMatchObject({ code: 'MMM_SPECS_CYCLE' });
    await expect(host.run('run', { options: { spec: ['04'] } })).rejects.toMatchObject({
      code: 'MMM_SPECS_CYCLE',
    });
    expect(await host.run('run', { options: { spec: ['05', '01'] } })).toMatchObject({
      exit: 0,
      data: { specs: [{ name: '01-greet', status: 'done' }, { name: '05-e' }] },
    });
  });

  it.each(['my spec', 'proven', 'a..b', 'x~1^2', 'über [1]', 'end.lock', '-dash'])(
    'takes a spec whose file is called "%s.md"',
    async (name) => {
      using project = repository(
        { [`specs/${name}.md`]: fileSpec('Odd', { 'a.txt': 'hello' }) },
        { '*': [IDLE, WORK] },
      );
      await using host = await project.host();
      expect(await host.run('run')).toMatchObject({ exit: 0, data: { specs: [{ name, status: 'done' }] } });
      expect(project.git('status', '--porcelain')).toBe('');
    },
  );

  it.each([
    ['its worktree', 'rm -rf "$PWD"'],
    ['its .git file', 'printf hello > a.txt; rm .git'],
  ])('survives an agent that deletes %s', async (_, run) => {
    using project = repository(SPEC, { '*': [{ run, cost_usd: 0 }, WORK] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 0 });
    expect(project.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(project.git('ls-tree', '--name-only', 'main')).toContain('mmm.toml');
  });

  it('never lets a call cost more than what the run has left', async () => {
    using project = repository(SPEC, { '*': [{ say: 'no', cost_usd: 0.4 }] });
    await using host = await project.host({ config: { 'budget.run_usd': 0.5 } });
    const { data, events } = await host.run('run');
    expect(data).toMatchObject({ status: 'paused', usd: 0.4 });
    expect(events.find(({ type }) => type === 'iteration.started')).toMatchObject({ left: 0.5 });
  });

  it('works on a spec that git does not know, in a project with blanks and accents in its path', async () => {
    using project = repository({ 'a.txt': 'x' }, { '*': [WORK] }, 'prójekt ä b');
    project.write('specs/01-new.md', fileSpec('New', { 'a.txt': 'hello' }));
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 0, data: { specs: [{ status: 'done' }] } });
    writeFileSync(join(project.root, 'seen'), '');
    expect(project.git('show', 'main:a.txt')).toBe('hello');
  });
});
