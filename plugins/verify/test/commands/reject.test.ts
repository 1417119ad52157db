import { expect, it } from 'vitest';
import { verifyService } from '../../src/api.ts';
import { open } from '../project.ts';
import { loginProject, recordRun } from './login-project.ts';

it('mmm criteria reject makes the criterion fail with the note', async () => {
  const root = loginProject();
  const host = await open(root);
  await recordRun(host, root, 'r1', 'tree-1');
  await host.run('criteria reject', { args: { spec: '01', ordinal: '3' }, options: { note: 'too loud' } });
  await recordRun(host, root, 'r2', 'tree-1');
  const service = await host.service(verifyService);
  expect((await service.ledger('01-login'))[2]).toMatchObject({
    verdict: 'fail',
    checks: [{ reason: 'rejected by ada: too loud' }],
  });
});
