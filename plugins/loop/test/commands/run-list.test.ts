import { expect, it } from 'vitest';
import { fileSpec, repository } from '../repository.ts';

it('lists the runs, newest first', async () => {
  const idle = { say: 'no', cost_usd: 0 };
  using project = repository(
    { 'specs/01-greet.md': fileSpec('Greet', { 'a.txt': 'hello' }) },
    { '*': [idle] },
  );
  await using host = await project.host();
  expect(await host.run('run list')).toMatchObject({ data: [] });
  await host.run('run', { options: { maxIterations: 1 } });
  await host.run('run');
  const { data, view } = await host.run('run list');
  expect(data).toMatchObject([
    { status: 'unmet', specs: ['01-greet'] },
    { status: 'unmet', specs: ['01-greet'], holder: null },
  ]);
  expect(JSON.stringify(view)).toContain('unmet');
  expect(await host.run('run list', { options: { limit: 1 } })).toHaveProperty('data.length', 1);
});
