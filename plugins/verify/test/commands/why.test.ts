import { describe, expect, it } from 'vitest';
import { open } from '../project.ts';
import { loginProject, recordRun } from './login-project.ts';

describe('mmm why', () => {
  it('leads to a run where there was none', async () => {
    const host = await open(loginProject());
    const { data } = await host.run('why', { args: { spec: 'login' } });
    expect(data).toMatchObject({ done: false, next: { command: 'mmm run --spec 01' } });
  });

  it('names what stands in the way and the next thing to type', async () => {
    const root = loginProject();
    const host = await open(root);
    await recordRun(host, root, 'r1', 'tree-1');
    const { view, exit } = await host.run('why', { args: { spec: '01' } });
    expect(exit).toBe(0);
    expect(view).toMatchInlineSnapshot(`
      [
        {
          "cells": [
            {
              "text": "01-login is not done: criterion 1 "A wrong password is rejected" fails (and 2 more).",
              "tone": "strong",
            },
          ],
          "kind": "line",
        },
        {
          "cells": [
            "sh check.sh",
            "exit 1",
            "expected 401, received 200",
            {
              "text": "(iteration 1)",
              "tone": "muted",
            },
          ],
          "indent": 3,
          "kind": "line",
        },
        {
          "cells": [
            "unmet: all 1 iterations are used.",
          ],
          "indent": 3,
          "kind": "line",
        },
        {
          "cells": [
            {
              "text": "cheapest next step: mmm run --spec 01",
              "tone": "strong",
            },
            {
              "text": "(about $0.40, from 1 similar iteration)",
              "tone": "muted",
            },
          ],
          "indent": 3,
          "kind": "line",
        },
      ]
    `);
  });

  it('names the nearest spec where there is none of that name', async () => {
    const host = await open(loginProject());
    await expect(host.run('why', { args: { spec: 'logn' } })).rejects.toMatchObject({
      code: 'MMM_SPECS_NOT_FOUND',
    });
  });
});
