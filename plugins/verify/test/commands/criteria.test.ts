import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { open, write } from '../project.ts';
import { loginProject, recordRun } from './login-project.ts';

describe('mmm criteria', () => {
  it('shows criteria that no run has verified', async () => {
    const host = await open(loginProject());
    const { data, exit } = await host.run('criteria');
    expect(exit).toBe(0);
    expect(data).toMatchObject({
      specs: [{ spec: '01-login', criteria: [{ ordinal: 1, reason: 'no run has verified it' }, {}, {}] }],
    });
  });

  it('shows the newest verdicts and where they come from', async () => {
    const root = loginProject();
    const host = await open(root);
    await recordRun(host, root, 'r1', 'tree-1');
    const { data, view } = await host.run('criteria', { args: { spec: '01' } });
    expect(data).toMatchObject({
      specs: [
        {
          criteria: [
            {
              verdict: 'fail',
              reason: 'sh check.sh: exit 1: expected 401, received 200',
              run: 'r1',
              iteration: 1,
            },
            { verdict: 'fail', reason: 'openapi.yaml has no /login', tree: 'tree-1' },
            { verdict: 'waiting', reason: 'waits for an answer: Is the form calm?' },
          ],
        },
      ],
    });
    expect(JSON.stringify(view)).toContain('r1 iteration 1, ');
  });

  it('marks as stale what no longer stands in the spec', async () => {
    const root = loginProject();
    const host = await open(root);
    await recordRun(host, root, 'r1', 'tree-1');
    const path = 'specs/01-login.md';
    const text = readFileSync(join(root, path), 'utf8');
    write(root, { [path]: text.replace('A wrong password is rejected', 'A bad password is refused') });
    const { data } = await host.run('criteria', { args: { spec: '01' } });
    expect(data).toMatchObject({
      specs: [
        {
          criteria: [
            { text: 'A bad password is refused', reason: 'no run has verified it' },
            {},
            {},
            {
              text: 'A wrong password is rejected',
              verdict: 'stale',
              reason: 'no longer in the spec; it was fail',
            },
          ],
        },
      ],
    });
  });
});
