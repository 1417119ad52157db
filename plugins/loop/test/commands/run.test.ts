import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
});
