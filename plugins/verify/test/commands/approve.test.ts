import { describe, expect, it } from 'vitest';
import { open } from '../project.ts';
import { loginProject, recordRun } from './login-project.ts';

describe('mmm criteria approve', () => {
  it('answers for the newest tree of the ledger', async () => {
    const root = loginProject();
    const host = await open(root);
    await recordRun(host, root, 'r1', 'tree-1');
    await recordRun(host, root, 'r2', 'tree-2');
    const { data } = await host.run('criteria approve', {
      args: { spec: '01', ordinal: '3' },
      options: { note: 'good' },
    });
    expect(data).toMatchObject({
      tree: 'tree-2',
      approved: true,
      by: 'ada',
      note: 'good',
      next: 'mmm resume r2',
    });
  });

  it.each([
    ['x', 'MMM_VERIFY_NOT_A_NUMBER'],
    ['9', 'MMM_VERIFY_NO_CRITERION'],
    ['1', 'MMM_VERIFY_NO_QUESTION'],
    ['3', 'MMM_VERIFY_NEVER_VERIFIED'],
  ])('refuses criterion %s with %s', async (ordinal, code) => {
    const host = await open(loginProject());
    await expect(host.run('criteria approve', { args: { spec: '01', ordinal } })).rejects.toMatchObject({
      code,
    });
  });
});
