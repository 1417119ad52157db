import { describe, expect, it } from 'vitest';
import { fileSpec, repository } from '../repository.ts';

const SPEC = { 'specs/01-greet.md': fileSpec('Greet', { 'a.txt': 'hello' }) };
const IDLE = { say: 'I could not do it.', cost_usd: 0 };
const WORK = { edits: [{ write: 'a.txt', content: 'hello' }], cost_usd: 0 };

describe('resume', () => {
  it('goes on with a stuck run, behind the iterations that it had', async () => {
    using project = repository(SPEC, { '*': [IDLE, IDLE, IDLE, WORK] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ data: { specs: [{ status: 'stuck', iterations: 3 }] } });
    const { data, exit, events } = await host.run('resume');
    expect({ data, exit }).toMatchObject({ exit: 0, data: { specs: [{ status: 'done', iterations: 4 }] } });
    expect(events.filter(({ type }) => type === 'iteration.started')).toHaveLength(1);
  });

  it('asks a person once, and goes on after the answer', async () => {
    const human = '- [ ] It looks right\n  - human: Does it look right?\n';
    const spec = `# Feature: Look\n\n## Acceptance Criteria\n- [ ] it is there\n  - check: file \`a.txt\` exists\n${human}`;
    using project = repository({ 'specs/01-look.md': spec }, { '*': [WORK] });
    await using host = await project.host();
    expect(await host.run('run')).toMatchObject({ exit: 5, data: { status: 'waiting' } });
    expect(await host.run('resume')).toMatchObject({ exit: 5 });
    await host.run('criteria approve', { args: { spec: '01', ordinal: '2' } });
    const { data, exit, events } = await host.run('resume');
    expect({ data, exit }).toMatchObject({
      exit: 0,
      data: { specs: [{ status: 'done', proved: 2, iterations: 1 }] },
    });
    expect(events.some(({ type }) => type === 'iteration.started')).toBe(false);
  });

  it('hands the note of a rejection to the agent', async () => {
    const spec =
      '# Feature: Look\n\n## Acceptance Criteria\n- [ ] It looks right\n  - human: Does it look right?\n';
    using project = repository({ 'specs/01-look.md': spec }, { '*': [WORK] });
    await using host = await project.host();
    await host.run('run');
    await host.run('criteria reject', { args: { spec: '01', ordinal: '1' }, options: { note: 'too loud' } });
    const { events } = await host.run('resume');
    const ended = events.find(({ type }) => type === 'iteration.ended');
    expect(JSON.stringify(ended)).toContain('too loud');
  });

  it('refuses a spec that has changed, unless that is accepted', async () => {
    using project = repository(SPEC, { '*': [IDLE, IDLE, IDLE, WORK] });
    await using host = await project.host();
    await host.run('run');
    project.write('specs/01-greet.md', fileSpec('Greet', { 'a.txt': 'hello', 'b.txt': 'new' }));
    await expect(host.run('resume')).rejects.toMatchObject({
      code: 'MMM_LOOP_CHANGED',
      hint: expect.stringContaining('--accept-changes'),
    });
    expect(await host.run('resume', { options: { acceptChanges: true } })).toMatchObject({
      data: { specs: [{ proved: 0, criteria: 2 }] },
    });
  });

  it('passes over a run whose specs another one has done since', async () => {
    using project = repository(SPEC, { '*': [IDLE] });
    await using host = await project.host();
    await host.run('run');
    project.write('a.txt', 'hello');
    project.commit('by hand');
    expect(await host.run('run')).toMatchObject({ data: { specs: [{ status: 'already-met' }] } });
    await expect(host.run('resume')).rejects.toMatchObject({ code: 'MMM_LOOP_NOTHING_TO_RESUME' });
  });

  it('says that there is nothing to resume', async () => {
    using project = repository(SPEC, { '*': [WORK] });
    await using host = await project.host();
    await expect(host.run('resume')).rejects.toMatchObject({ code: 'MMM_LOOP_NOTHING_TO_RESUME' });
    const { data } = await host.run('run');
    await expect(host.run('resume')).rejects.toMatchObject({ code: 'MMM_LOOP_NOTHING_TO_RESUME' });
    const { run } = data as { run: string };
    await expect(host.run('resume', { args: { run } })).rejects.toMatchObject({
      code: 'MMM_LOOP_NOT_RESUMABLE',
    });
    await expect(host.run('resume', { args: { run: 'nope' } })).rejects.toMatchObject({
      code: 'MMM_LOOP_UNKNOWN_RUN',
    });
  });

  it('asks for the settings of the command line that the run was started with', async () => {
    using project = repository(SPEC, { '*': [IDLE] });
    await using host = await project.host({ config: { 'agent.grace_seconds': 7 } });
    await host.run('run');
    await using other = await project.host({ home: host.home });
    await expect(other.run('resume')).rejects.toMatchObject({
      code: 'MMM_LOOP_FLAGS_MISSING',
      hint: expect.stringContaining('--set agent.grace_seconds=7'),
    });
    expect(await host.run('resume')).toMatchObject({ exit: 3 });
  });

  it('goes on with another agent or model where asked', async () => {
    using project = repository(SPEC, { '*': [IDLE] });
    await using host = await project.host();
    await host.run('run');
    await expect(host.run('resume', { options: { agent: 'cluade' } })).rejects.toMatchObject({
      code: 'MMM_AGENTS_UNKNOWN',
    });
  });
});
