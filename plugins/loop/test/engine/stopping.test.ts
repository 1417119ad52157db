// What a run leaves where it is stopped, and where others are at work in the same repository.
import { specsService } from '@mmm/plugin-specs/api';
import { describe, expect, it } from 'vitest';
import { fileSpec, repository } from '../repository.ts';

const SPEC = { 'specs/01-greet.md': fileSpec('Greet', { 'a.txt': 'hello' }) };
const WORK = { edits: [{ write: 'a.txt', content: 'hello' }], cost_usd: 0 };

describe('a run that is interrupted', () => {
  it('says what it has cost, and leaves its spec paused', async () => {
    using project = repository(SPEC, {
      '*': [
        { say: 'no', cost_usd: 0.3 },
        { ...WORK, hang: 'before' },
      ],
    });
    await using host = await project.host();
    const stop = new AbortController();
    const running = host.run(
      'run',
      {},
      {
        signal: stop.signal,
        onEvent: ({ type, iteration }) => {
          if (type === 'iteration.started' && iteration === 2) setTimeout(() => stop.abort(), 300);
        },
      },
    );
    const { data, exit } = await running;
    expect({ data, exit }).toMatchObject({ exit: 130, data: { status: 'interrupted', usd: 0.3 } });
    const specs = await (await host.service(specsService)).list();
    expect(specs).toMatchObject([{ status: 'paused' }]);
    expect(project.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    project.script({ '*': [WORK] });
    const resumed = await host.run('resume');
    expect(resumed).toMatchObject({ exit: 0, data: { specs: [{ status: 'done', iterations: 2 }] } });
    // The call that was cut off counts as what was reserved for it: the mean of the known ones.
    expect(resumed.data).toMatchObject({
      usd: expect.closeTo(0.6),
      usdUnknown: true,
      specs: [{ usd: expect.closeTo(0.6) }],
    });
  });

  it('is done where nothing was left to do', async () => {
    using project = repository(SPEC, { '*': [WORK] });
    await using host = await project.host();
    const stop = new AbortController();
    const { data, exit } = await host.run(
      'run',
      {},
      {
        signal: stop.signal,
        onEvent: ({ type }) => {
          if (type === 'spec.ended') stop.abort();
        },
      },
    );
    expect({ data, exit }).toMatchObject({ exit: 0, data: { status: 'done' } });
  });

  it('waits for a limit no longer', async () => {
    using project = repository(SPEC, { '*': [{ limit: { resets_in_ms: 4_000_000_000, times: 1 } }] });
    await using host = await project.host();
    const stop = new AbortController();
    const { data, exit, events } = await host.run(
      'run',
      {},
      {
        signal: stop.signal,
        onEvent: ({ type }) => {
          if (type === 'run.waiting') setTimeout(() => stop.abort(), 100);
        },
      },
    );
    expect({ data, exit }).toMatchObject({ exit: 130, data: { status: 'interrupted' } });
    expect(events.filter(({ type }) => type === 'iteration.started')).toHaveLength(1);
  });
});

describe('runs side by side', () => {
  it('merge different specs to one branch', async () => {
    const names = ['1-a', '2-b', '3-c'];
    const specs = Object.fromEntries(
      names.map((name) => [`specs/${name}.md`, fileSpec(name, { [`${name}.txt`]: name })]),
    );
    const script = Object.fromEntries(
      names.map((name) => [name, [{ edits: [{ write: `${name}.txt`, content: name }], cost_usd: 0 }]]),
    );
    using project = repository(specs, script);
    await using first = await project.host();
    await using second = await project.host({ home: first.home });
    await using third = await project.host({ home: first.home });
    const hosts = [first, second, third];
    const ended = await Promise.all(
      hosts.map((host, i) => host.run('run', { options: { spec: names.slice(i, i + 1) } })),
    );
    expect(ended.map(({ exit, data }) => (exit === 0 ? 0 : data))).toEqual([0, 0, 0]);
    expect(project.git('ls-tree', '--name-only', 'main')).toMatch(/1-a\.txt\n2-b\.txt\n3-c\.txt/);
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('merge to a branch that another worktree has checked out', async () => {
    using project = repository(SPEC, {
      '*': [
        {
          ...WORK,
          run: 'git -C ../../../../.. switch --quiet -c other && git -C ../../../../.. worktree add --quiet ../elsewhere main',
        },
      ],
    });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 0 });
    expect(project.git('show', 'main:a.txt')).toBe('hello');
    expect(project.git('-C', '../elsewhere', 'status', '--porcelain')).toBe('');
    expect(project.git('log', '--format=%s', 'other').trim()).toBe('start');
  });

  it('keeps submodules as they are', async () => {
    using library = repository({ 'lib.txt': 'lib' }, {});
    using project = repository(SPEC, { '*': [WORK] });
    project.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.root, 'lib');
    project.commit('with a submodule');
    const before = project.git('rev-parse', 'main:lib');
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 0 });
    expect(project.git('rev-parse', 'main:lib')).toBe(before);
    expect(project.git('status', '--porcelain')).toBe('');
  });
});
