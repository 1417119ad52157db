import { describe, expect, it } from 'vitest';
import { fileSpec, repository } from '../repository.ts';

const SPEC = { 'specs/01-greet.md': fileSpec('Greet', { 'a.txt': 'hello' }) };
const WORK = { edits: [{ write: 'a.txt', content: 'hello' }], cost_usd: 0 };

describe('mmm alone', () => {
  it('runs what is pending where nobody is there to ask', async () => {
    using project = repository(SPEC, { '*': [WORK] });
    await using host = await project.host();
    expect(await host.run('')).toMatchObject({ exit: 0, data: { status: 'done' } });
    expect(await host.run('')).toMatchObject({ exit: 0, data: { planned: 'nothing' } });
  });

  it('shows a person what it would run and what that may cost, and takes no for an answer', async () => {
    using project = repository(SPEC, { '*': [WORK] });
    await using host = await project.host();
    const { data, events, view } = await host.run('', {}, { answers: [false] });
    expect(data).toMatchObject({
      planned: 'declined',
      usdAtMost: 5,
      specs: [{ name: '01-greet', iterations: 8, usd: 5 }],
    });
    expect(events.map(({ type }) => type)).toEqual(['run.planned']);
    expect(view).toEqual([{ kind: 'line', cells: ['Nothing was started.'] }]);
  });

  it('goes on after a yes, and asks nothing with --yes', async () => {
    using project = repository(SPEC, { '*': [WORK] });
    await using host = await project.host();
    expect(await host.run('', {}, { answers: [true] })).toMatchObject({ data: { status: 'done' } });
    expect(await host.run('', { options: { yes: true } }, { answers: [] })).toMatchObject({
      data: { planned: 'nothing' },
    });
  });
});
