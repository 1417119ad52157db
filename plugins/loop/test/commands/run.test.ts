import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateService } from '@mmm/plugin-state/api';
import { describe, expect, it } from 'vitest';
import { progressView } from '../../src/view/progress.ts';
import { fileSpec, repository } from '../repository.ts';

const SPEC = { 'specs/01-greet.md': fileSpec('Greet', { 'a.txt': 'hello', 'b.txt': 'world' }) };

describe('run', () => {
  it('iterates until each criterion is proved, and merges one commit', async () => {
    const half = { edits: [{ write: 'a.txt', content: 'hello\n' }], say: 'COMPLETED: done', cost_usd: 0.1 };
    const rest = { edits: [{ write: 'b.txt', content: 'world\n' }], say: 'COMPLETED: done', cost_usd: 0.2 };
    using project = repository(SPEC, { '*': [half, rest] });
    await using host = await project.host();
    const { data, exit, events } = await host.run('run');
    expect({ data, exit }).toMatchObject({
      exit: 0,
      data: {
        status: 'done',
        specs: [{ name: '01-greet', status: 'done', iterations: 2, proved: 2, criteria: 2 }],
      },
    });
    expect(data).toHaveProperty('usd', expect.closeTo(0.3));
    expect(project.git('log', '--format=%s', 'main').trim().split('\n')).toEqual(['Greet', 'start']);
    expect(readFileSync(join(project.root, 'b.txt'), 'utf8')).toBe('world\n');
    expect(events.filter(({ type }) => type === 'iteration.ended').map(({ met }) => met)).toEqual([
      false,
      true,
    ]);
    expect(project.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(
      existsSync(join(project.root, '.mmm/worktrees'))
        ? readdirSync(join(project.root, '.mmm/worktrees'))
        : [],
    ).toEqual([]);
    expect(project.git('status', '--porcelain')).toBe('');
    expect(project.git('for-each-ref', 'refs/mmm/partial')).toBe('');
  });

  it('starts no agent where every check passes already', async () => {
    using project = repository({ ...SPEC, 'a.txt': 'hello\n', 'b.txt': 'world\n' }, { '*': [{ crash: 9 }] });
    await using host = await project.host();
    const { data, exit, events } = await host.run('run');
    expect({ data, exit }).toMatchObject({
      exit: 0,
      data: { specs: [{ status: 'already-met', iterations: 0 }] },
    });
    expect(events.some(({ type }) => type === 'iteration.started')).toBe(false);
  });

  it('refuses a claim without work, and ends stuck with what it saw', async () => {
    using project = repository(SPEC, { '*': [{ say: 'COMPLETED: everything is done', cost_usd: 0 }] });
    await using host = await project.host();
    const { data, exit, view } = await host.run('run');
    expect(exit).toBe(3);
    expect(data).toMatchObject({
      status: 'unmet',
      specs: [
        { status: 'stuck', reason: 'stuck since iteration 1: no criterion gained, same tree, same error' },
      ],
    });
    expect(JSON.stringify(view)).toContain('mmm why 01-greet');
    expect(project.git('log', '--format=%s', 'main').trim()).toBe('start');
  });

  it('puts a weakened test back and judges the new code by the old test', async () => {
    const test = 'test -f src.txt && grep -q right src.txt\n';
    const spec =
      '# Feature: Right\n\n## Acceptance Criteria\n- [ ] It is right\n  - check: `sh test/right.sh`\n';
    const weaken = {
      edits: [{ write: 'test/right.sh', content: 'true\n' }],
      say: 'COMPLETED: all tests pass',
      cost_usd: 0,
    };
    const work = { edits: [{ write: 'src.txt', content: 'right\n' }], cost_usd: 0 };
    using project = repository({ 'specs/01-right.md': spec, 'test/right.sh': test }, { '*': [weaken, work] });
    await using host = await project.host();
    const { exit, events } = await host.run('run');
    expect(exit).toBe(0);
    expect(events.find(({ type }) => type === 'tampering.found')).toMatchObject({
      iteration: 1,
      files: [{ path: 'test/right.sh' }],
    });
    expect(project.git('show', 'main:test/right.sh')).toBe(test);
  });

  it('exits with 6 where an agent does nothing but tamper', async () => {
    const spec =
      '# Feature: Right\n\n## Acceptance Criteria\n- [ ] It is right\n  - check: `sh test/right.sh`\n';
    const weaken = { edits: [{ write: 'test/right.sh', content: 'true\n' }], cost_usd: 0 };
    using project = repository({ 'specs/01-right.md': spec, 'test/right.sh': 'false\n' }, { '*': [weaken] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 6, data: { status: 'tampered' } });
  });

  it('shows the first failure to the agent in its second prompt', async () => {
    const half = { edits: [{ write: 'a.txt', content: 'hello\n' }], cost_usd: 0 };
    const rest = { edits: [{ write: 'b.txt', content: 'world\n' }], cost_usd: 0 };
    using project = repository(SPEC, { '*': [half, rest] });
    await using host = await project.host();
    await host.run('run');
    const state = await host.service(stateService);
    const second = (await state.executions({ spec: '01-greet' })).find(({ iteration }) => iteration === 2);
    expect(second?.input).toContain('- pass: a.txt says hello');
    expect(second?.input).toMatch(/- fail: b\.txt says world \(b\.txt does not exist\)/);
  });

  it('does specs in the order of their dependencies, each on what the others merged', async () => {
    using project = repository(
      {
        'specs/01-last.md': fileSpec('Last', { 'both.txt': 'one two' }, '---\ndepends_on: [02-first]\n---\n'),
        'specs/02-first.md': fileSpec('First', { 'one.txt': 'one' }),
      },
      {
        '02-first': [{ edits: [{ write: 'one.txt', content: 'one' }], cost_usd: 0 }],
        '01-last': [{ run: 'printf "%s two" "$(cat one.txt)" > both.txt', cost_usd: 0 }],
      },
    );
    await using host = await project.host({ config: { 'run.parallel': 2 } });
    expect(await host.run('run')).toMatchObject({ exit: 0 });
    expect(project.git('log', '--format=%s', 'main').trim().split('\n')).toEqual(['Last', 'First', 'start']);
  });

  it('does independent specs at once and merges both', async () => {
    const names = ['a', 'b', 'c'];
    const specs = Object.fromEntries(
      names.map((name, i) => [`specs/0${i + 1}-${name}.md`, fileSpec(name, { [`${name}.txt`]: name })]),
    );
    const script = Object.fromEntries(
      names.map((name, i) => [
        `0${i + 1}-${name}`,
        [{ edits: [{ write: `${name}.txt`, content: name }], cost_usd: 0 }],
      ]),
    );
    using project = repository(specs, script);
    await using host = await project.host({ config: { 'run.parallel': 3 } });
    expect((await host.run('run')).data).toMatchObject({
      status: 'done',
      specs: names.map(() => ({ reason: expect.stringContaining('merged') })),
    });
    expect(project.git('ls-tree', '--name-only', 'main')).toMatch(/a\.txt\nb\.txt\nc\.txt/);
  });

  it('blocks what depends on a spec that is not met', async () => {
    using project = repository(
      {
        'specs/01-first.md': fileSpec('First', { 'one.txt': 'one' }),
        'specs/02-second.md': fileSpec('Second', { 'two.txt': 'two' }, '---\ndepends_on: ["01"]\n---\n'),
      },
      { '*': [{ say: 'nothing', cost_usd: 0 }] },
    );
    await using host = await project.host();
    const { data } = await host.run('run');
    expect(data).toMatchObject({
      specs: [{ status: 'stuck' }, { status: 'blocked', reason: 'it depends on 01-first, which is stuck' }],
    });
  });

  it('says of a spec that nothing checks what to add, and starts no agent', async () => {
    const spec = '# Feature: Vague\n\n## Acceptance Criteria\n- [ ] It is nice\n';
    using project = repository({ 'specs/01-vague.md': spec }, { '*': [{ crash: 9 }] });
    await using host = await project.host();
    const { data, exit } = await host.run('run');
    expect(exit).toBe(3);
    expect(data).toMatchObject({
      specs: [{ status: 'blocked', iterations: 0, reason: expect.stringContaining('has no check') }],
    });
  });

  it('pauses before it would pass the budget, and resumes with a raised one', async () => {
    const half = { edits: [{ write: 'a.txt', content: 'hello\n' }], cost_usd: 0.8 };
    const rest = { edits: [{ write: 'b.txt', content: 'world\n' }], cost_usd: 0.8 };
    using project = repository(SPEC, { '*': [half, rest] });
    await using host = await project.host({ config: { 'budget.usd': 1 } });
    expect(await host.run('run')).toMatchObject({
      exit: 4,
      data: { status: 'paused', specs: [{ iterations: 1 }] },
    });
    expect(await host.run('resume')).toMatchObject({ exit: 4 });
    const resumed = await host.run('resume', { options: { raiseBudget: 3 } });
    expect(resumed).toMatchObject({ exit: 0, data: { specs: [{ status: 'done', iterations: 2 }] } });
    expect(resumed.data).toHaveProperty('usd', expect.closeTo(1.6));
  });

  it('counts an unknown cost as what was reserved for it', async () => {
    using project = repository(SPEC, { '*': [{ edits: [{ append: 'a.txt', content: 'x' }] }] });
    await using host = await project.host({ config: { 'budget.usd': 1, 'budget.reserve_usd': 0.4 } });
    const { data } = await host.run('run');
    expect(data).toMatchObject({ status: 'paused', usdUnknown: true, specs: [{ iterations: 2 }] });
  });

  it('waits for the reset of a usage limit and goes on', async () => {
    const work = {
      edits: [
        { write: 'a.txt', content: 'hello' },
        { write: 'b.txt', content: 'world' },
      ],
      cost_usd: 0,
    };
    using project = repository(SPEC, { '*': [{ ...work, limit: { resets_in_ms: 300, times: 2 } }] });
    await using host = await project.host();
    const { exit, events } = await host.run('run');
    expect(exit).toBe(0);
    expect(events.filter(({ type }) => type === 'run.waiting')).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'iteration.ended')).toHaveLength(1);
  });

  it('pauses at a usage limit where it is not to wait', async () => {
    using project = repository(SPEC, { '*': [{ limit: { resets_in_ms: 60_000, times: 9 } }] });
    await using host = await project.host({ config: { 'run.wait': false } });
    expect(await host.run('run')).toMatchObject({ exit: 4, data: { status: 'paused' } });
  });

  it('pauses at a usage limit with --no-wait', async () => {
    using project = repository(SPEC, { '*': [{ limit: { resets_in_ms: 60_000, times: 9 } }] });
    await using host = await project.host();
    const paused = { exit: 4, data: { status: 'paused' } };
    expect(await host.run('run', { options: { wait: false } })).toMatchObject(paused);
  });

  it('stops the run at a failed login and says what to type', async () => {
    using project = repository(SPEC, { '*': [{ fail: 'authentication' }] });
    await using host = await project.host();
    const { data, exit } = await host.run('run');
    expect(exit).toBe(1);
    expect(data).toMatchObject({ status: 'failed', reason: expect.stringMatching(/log|key/i) });
  });

  it('retries a passing failure and then pauses', async () => {
    using project = repository(SPEC, { '*': [{ fail: 'transient' }] });
    await using host = await project.host();
    const { data, events } = await host.run('run');
    expect(data).toMatchObject({ status: 'paused' });
    expect(events.filter(({ type }) => type === 'iteration.started')).toHaveLength(4);
  });

  it('verifies what is there after an agent has crashed', async () => {
    const work = {
      edits: [
        { write: 'a.txt', content: 'hello' },
        { write: 'b.txt', content: 'world' },
      ],
      crash: 3,
    };
    using project = repository(SPEC, { '*': [work] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 0, data: { usdUnknown: true } });
  });

  it('keeps unmerged work as a patch', async () => {
    using project = repository(SPEC, {
      '*': [{ edits: [{ write: 'a.txt', content: 'hello\n' }], cost_usd: 0 }],
    });
    await using host = await project.host();
    const { data } = await host.run('run');
    const { run } = data as { run: string };
    expect(readFileSync(join(project.root, '.mmm/patches', run, '01-greet.patch'), 'utf8')).toContain(
      '+hello',
    );
    expect(project.git('for-each-ref', '--format=%(refname)', `refs/mmm/runs/${run}`)).toContain(
      '01-greet/1',
    );
  });

  it('keeps proven work on a private ref with --no-merge', async () => {
    const work = {
      edits: [
        { write: 'a.txt', content: 'hello' },
        { write: 'b.txt', content: 'world' },
      ],
      cost_usd: 0,
    };
    using project = repository(SPEC, { '*': [work] });
    await using host = await project.host();
    const { data, exit } = await host.run('run', { options: { merge: false } });
    expect(exit).toBe(0);
    const { run } = data as { run: string };
    expect(project.git('log', '--format=%s', 'main').trim()).toBe('start');
    expect(project.git('show', `refs/mmm/runs/${run}/proven:b.txt`)).toBe('world');
  });

  it('verifies again on the branch that somebody moved meanwhile', async () => {
    const work = {
      edits: [
        { write: 'a.txt', content: 'hello' },
        { write: 'b.txt', content: 'world' },
      ],
      cost_usd: 0,
    };
    const moves =
      'git -C ../../../../.. -c user.name=x -c user.email=x@localhost commit --quiet --allow-empty -m meanwhile';
    using project = repository(SPEC, { '*': [{ ...work, run: moves }] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 0 });
    expect(project.git('log', '--first-parent', '--format=%s', 'main').trim().split('\n')).toEqual([
      'Merge 01-greet',
      'meanwhile',
      'start',
    ]);
  });

  it('refuses to merge over local changes, loses none, and says where the work is', async () => {
    const work = {
      edits: [
        { write: 'a.txt', content: 'hello' },
        { write: 'b.txt', content: 'world' },
      ],
      cost_usd: 0,
    };
    using project = repository({ ...SPEC, 'a.txt': 'base' }, { '*': [work] });
    project.write('a.txt', 'mine');
    await using host = await project.host();
    const { data, exit, events } = await host.run('run');
    expect(exit).toBe(3);
    expect(data).toMatchObject({
      specs: [{ status: 'unmet', reason: expect.stringContaining('refs/mmm/proven/') }],
    });
    expect(readFileSync(join(project.root, 'a.txt'), 'utf8')).toBe('mine');
    expect(events.find(({ type }) => type === 'run.notice')).toMatchObject({
      notice: expect.stringContaining('a.txt'),
    });
  });

  it('goes on from the branch that a person moved, where the work fails on it', async () => {
    const moves =
      'cd ../../../../.. && test -f moved || (touch moved && rm -f b.txt && printf no > a.txt && git add . && git -c user.name=x -c user.email=x@localhost commit --quiet -m meanwhile)';
    const spec =
      '# Feature: Both\n\n## Acceptance Criteria\n- [ ] both\n  - check: `test "$(cat a.txt c.txt)" = yesyes`\n';
    const work = { edits: [{ write: 'c.txt', content: 'yes' }], run: moves, cost_usd: 0 };
    const again = { edits: [{ write: 'a.txt', content: 'yes' }], cost_usd: 0 };
    using project = repository(
      { 'specs/01-both.md': spec, 'a.txt': 'yes', '.gitignore': '.mmm/\nmoved\n' },
      { '*': [work, again] },
    );
    await using host = await project.host();
    const { data, exit } = await host.run('run');
    expect({ data, exit }).toMatchObject({ exit: 0, data: { specs: [{ status: 'done', iterations: 2 }] } });
    expect(project.git('show', 'main:a.txt')).toBe('yes');
  });

  it('says of a spec that its gate alone has met which criteria nothing has proved', async () => {
    const spec =
      '---\nverify: test -f a.txt\n---\n# Feature: Gate\n\n## Acceptance Criteria\n- [ ] one\n- [ ] two\n';
    using project = repository(
      { 'specs/01-gate.md': spec },
      { '*': [{ edits: [{ write: 'a.txt', content: 'x' }], cost_usd: 0 }] },
    );
    await using host = await project.host();
    const { data, events } = await host.run('run');
    expect(data).toMatchObject({ specs: [{ status: 'done', proved: 0, criteria: 2 }] });
    const ended = events.find(({ type }) => type === 'spec.ended');
    expect(JSON.stringify(ended && progressView(ended))).toContain(
      '0 of 2 proved, 2 rest on its gates alone',
    );
    expect(project.git('log', '-1', '--format=%b', 'main')).toContain('Mmm-Proved: 0 of 2 criteria');
  });

  it('leaves a done spec done where it is run again', async () => {
    using project = repository(SPEC, {
      '*': [
        {
          edits: [
            { write: 'a.txt', content: 'hello' },
            { write: 'b.txt', content: 'world' },
          ],
          cost_usd: 0,
        },
      ],
    });
    await using host = await project.host();
    await host.run('run');
    const { data } = await host.run('run', { options: { spec: ['01'] } });
    expect(data).toMatchObject({ status: 'done', specs: [{ status: 'done', iterations: 0 }] });
    expect((await host.run('spec list')).data).toMatchObject({ specs: [{ status: 'done' }] });
  });

  it('runs a spec again once its text has changed, and no other', async () => {
    const work = {
      edits: [
        { write: 'a.txt', content: 'hello' },
        { write: 'b.txt', content: 'world' },
      ],
      cost_usd: 0,
    };
    using project = repository(SPEC, {
      '*': [work, { edits: [{ write: 'c.txt', content: 'more' }], cost_usd: 0 }],
    });
    await using host = await project.host();
    await host.run('run');
    expect(await host.run('run')).toMatchObject({ data: { planned: 'nothing' } });
    project.write('specs/01-greet.md', fileSpec('Greet', { 'a.txt': 'hello', 'c.txt': 'more' }));
    project.commit('another criterion');
    expect(await host.run('run', { options: { dryRun: true } })).toMatchObject({
      data: { specs: [{ name: '01-greet' }] },
    });
  });

  it('says that uncommitted work is no part of the run, but not of specs', async () => {
    using project = repository({ ...SPEC, 'a.txt': 'hello', 'b.txt': 'world' }, { '*': [{}] });
    project.write('specs/02-more.md', fileSpec('More', { 'a.txt': 'hello' }));
    await using host = await project.host();
    expect((await host.run('run')).events.filter(({ type }) => type === 'run.notice')).toEqual([]);
    project.write('c.txt', 'mine');
    project.write('specs/03-again.md', fileSpec('Again', { 'a.txt': 'hello' }));
    const { events } = await host.run('run');
    expect(events.find(({ type }) => type === 'run.notice')).toMatchObject({
      notice: '1 uncommitted file is not part of the run: c.txt',
    });
  });
});

describe('run survives', () => {
  const work = {
    edits: [
      { write: 'a.txt', content: 'hello' },
      { write: 'b.txt', content: 'world' },
    ],
    cost_usd: 0,
  };

  it.each([
    ['that is not JSON, by the megabyte', { flood: 20_000_000 }],
    ['that is not UTF-8', { garbage: 100_000 }],
  ])('output of an agent %s', async (_, output) => {
    using project = repository(SPEC, { '*': [{ ...work, ...output }] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 0, data: { status: 'done' } });
  });

  it('an agent that ends without a word', async () => {
    using project = repository(SPEC, { '*': [{ silent: true }] });
    await using host = await project.host();
    const { exit, events } = await host.run('run');
    expect(exit).toBe(3);
    expect(events.find(({ type }) => type === 'iteration.ended')).toMatchObject({ failure: 'agent-bug' });
  });

  it('a hanging agent: it is killed and what is there is verified', async () => {
    using project = repository(SPEC, { '*': [{ ...work, hang: 'before' }] });
    await using host = await project.host({ config: { 'agent.idle_minutes': 0.005 } });
    const { exit, events } = await host.run('run');
    expect(exit).toBe(0);
    expect(events.find(({ type }) => type === 'iteration.ended')).toMatchObject({
      failure: 'hang',
      met: true,
    });
  });

  it('an agent that stays after its result', async () => {
    using project = repository(SPEC, { '*': [{ ...work, hang: 'after' }] });
    await using host = await project.host({ config: { 'agent.grace_seconds': 0.2 } });
    const { exit, events } = await host.run('run');
    expect(exit).toBe(0);
    expect(events.find(({ type }) => type === 'iteration.ended')).toMatchObject({ failure: null });
  });

  it('malformed specs beside good ones', async () => {
    const broken = '---\ndepends_on: {oops\n---\n# Broken\n\n## Acceptance Criteria\n- [ ] x\n';
    using project = repository(
      { ...SPEC, 'specs/02-broken.md': broken, 'specs/03-empty.md': '' },
      { '*': [work] },
    );
    await using host = await project.host();
    const { data } = await host.run('run');
    expect(data).toMatchObject({
      specs: [{ name: '01-greet', status: 'done' }, { status: 'blocked' }, { status: 'blocked' }],
    });
  });

  it('an agent that commits, switches branches and leaves processes behind', async () => {
    const git = 'git -c user.name=x -c user.email=x@localhost';
    const run = [
      `${git} add -A`,
      `${git} commit --quiet -m mine`,
      'git switch --quiet -c elsewhere',
      'sleep 60 &',
    ];
    using project = repository(SPEC, { '*': [{ ...work, run }] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 0 });
    expect(project.git('log', '--format=%s', 'main').trim().split('\n')).toEqual(['Greet', 'start']);
  });
});

describe('run refuses to start', () => {
  const answer = { code: expect.stringMatching(/^MMM_/), hint: expect.stringMatching(/git|mmm/) };

  it('on a detached HEAD, unless nothing is to be merged', async () => {
    using project = repository({ ...SPEC, 'a.txt': 'hello', 'b.txt': 'world' }, { '*': [{}] });
    project.git('checkout', '--quiet', '--detach');
    await using host = await project.host();
    await expect(host.run('run')).rejects.toMatchObject({ ...answer, code: 'MMM_LOOP_DETACHED' });
    expect(await host.run('run', { options: { merge: false } })).toMatchObject({ exit: 0 });
  });

  it('before the first commit', async () => {
    using project = repository(SPEC, {});
    project.git('update-ref', '-d', 'HEAD');
    await using host = await project.host();
    await expect(host.run('run')).rejects.toMatchObject({ ...answer, code: 'MMM_LOOP_NO_COMMITS' });
  });

  it('outside of a repository', async () => {
    using project = repository(SPEC, {});
    rmSync(join(project.root, '.git'), { recursive: true });
    await using host = await project.host();
    await expect(host.run('run')).rejects.toMatchObject({ ...answer, code: 'MMM_GIT_NOT_A_REPOSITORY' });
  });

  it('in a project that nobody trusts', async () => {
    using project = repository(SPEC, { '*': [{ run: 'touch ran' }] });
    await using host = await project.host({ trusted: false });
    await expect(host.run('run')).rejects.toMatchObject({
      code: 'MMM_KERNEL_UNTRUSTED',
      hint: expect.stringContaining('mmm trust'),
    });
    await expect(host.run('verify')).rejects.toMatchObject({ code: 'MMM_KERNEL_UNTRUSTED' });
  });

  it('with an agent that is not there', async () => {
    using project = repository(SPEC, {});
    await using host = await project.host({
      plugins: ['loop', 'agent-claude', 'agent-script'],
      config: { 'agent.default': 'claude', 'claude.command': 'no-such-claude' },
    });
    await expect(host.run('run')).rejects.toMatchObject({
      code: 'MMM_LOOP_AGENT_NOT_READY',
      hint: expect.stringMatching(/install/),
    });
    await using other = await project.host({ config: { 'agent.default': 'cluade' } });
    await expect(other.run('run')).rejects.toMatchObject({ code: 'MMM_AGENTS_UNKNOWN' });
  });

  it('with a spec that does not exist, naming the nearest', async () => {
    using project = repository(SPEC, {});
    await using host = await project.host();
    await expect(host.run('run', { options: { spec: ['01-gret'] } })).rejects.toMatchObject({
      code: 'MMM_SPECS_NOT_FOUND',
      hint: expect.stringContaining('01-greet'),
    });
  });

  it('where specs depend on each other in a circle', async () => {
    const circle = (name: string, on: string) =>
      fileSpec(name, { 'a.txt': 'x' }, `---\ndepends_on: ["${on}"]\n---\n`);
    using project = repository(
      { 'specs/01-a.md': circle('A', '02'), 'specs/02-b.md': circle('B', '01') },
      {},
    );
    await using host = await project.host();
    await expect(host.run('run')).rejects.toMatchObject({ code: 'MMM_SPECS_CYCLE' });
  });
});
