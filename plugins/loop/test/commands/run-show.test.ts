import { expect, it } from 'vitest';
import { fileSpec, repository } from '../repository.ts';

it('tells what happened in a run, in the words in which it was told', async () => {
  const work = { edits: [{ write: 'a.txt', content: 'hello' }], cost_usd: 0.25 };
  using project = repository(
    { 'specs/01-greet.md': fileSpec('Greet', { 'a.txt': 'hello' }) },
    { '*': [work] },
  );
  await using host = await project.host();
  const { run } = (await host.run('run')).data as { run: string };
  const { data, view } = await host.run('run show', { args: { run } });
  expect(data).toMatchObject({ run, status: 'done' });
  expect(JSON.stringify(view)).toContain('iteration 1 of 8');
  expect(JSON.stringify(view)).toMatch(/merged [0-9a-f]{7} to main/);
  await expect(host.run('run show', { args: { run: 'nope' } })).rejects.toMatchObject({
    code: 'MMM_LOOP_UNKNOWN_RUN',
  });
});
