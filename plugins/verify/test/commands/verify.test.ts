import { describe, expect, it } from 'vitest';
import { verifyService } from '../../src/api.ts';
import { git, open, write } from '../project.ts';
import { loginProject, recordRun } from './login-project.ts';

describe('mmm verify', () => {
  it('shows each criterion with its reason and ends as unmet', async () => {
    const host = await open(loginProject());
    const { exit, view } = await host.run('verify', { args: { spec: '01' } });
    expect(exit).toBe(3);
    const shown = JSON.stringify(view).replaceAll(/"\d+(\.\d)? m?s"/g, '"time"');
    expect(JSON.parse(shown)).toMatchInlineSnapshot(`
      [
        {
          "cells": [
            {
              "text": "01-login",
              "tone": "strong",
            },
            {
              "text": "not met, 0 of 3 criteria hold",
              "tone": "bad",
            },
          ],
          "kind": "line",
        },
        {
          "columns": [
            {
              "title": "",
            },
            {
              "title": "",
            },
            {
              "title": "",
            },
            {
              "align": "right",
              "title": "",
            },
          ],
          "indent": 3,
          "kind": "table",
          "rows": [
            [
              {
                "text": "fail",
                "tone": "bad",
              },
              "A wrong password is rejected",
              "sh check.sh: exit 1: expected 401, received 200",
              {
                "text": "time",
                "tone": "muted",
              },
            ],
            [
              {
                "text": "fail",
                "tone": "bad",
              },
              "The API describes the login route",
              "openapi.yaml has no /login",
              {
                "text": "time",
                "tone": "muted",
              },
            ],
            [
              {
                "text": "waiting",
                "tone": "warn",
              },
              "The form looks calm",
              "waits for an answer: Is the form calm?",
              {
                "text": "time",
                "tone": "muted",
              },
            ],
          ],
        },
      ]
    `);
  });

  it('waits where only a person is missing, and is met once the tree was approved', async () => {
    const root = loginProject({ 'check.sh': 'exit 0\n', 'openapi.yaml': '/login: {}\n' });
    const host = await open(root);
    expect((await host.run('verify')).exit).toBe(5);
    await recordRun(host, root, 'r1', git(root, 'rev-parse', 'HEAD^{tree}'));
    await host.run('criteria approve', { args: { spec: '01', ordinal: '3' } });
    expect((await host.run('verify')).exit).toBe(0);
    write(root, { 'openapi.yaml': '/login: { changed: true }\n' });
    expect((await host.run('verify')).exit).toBe(5);
  });

  it('records nothing', async () => {
    const host = await open(loginProject());
    await host.run('verify');
    const service = await host.service(verifyService);
    expect(await service.ledger('01-login')).toEqual([]);
  });

  it('runs nothing of a project that is not trusted', async () => {
    const host = await open(loginProject(), { trusted: false });
    await expect(host.run('verify')).rejects.toThrow(/trust/);
  });
});
