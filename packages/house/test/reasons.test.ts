import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifests } from '../src/manifests.ts';
import { packages, root } from '../src/workspace.ts';

const architecture = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

describe('docs/architecture.md', () => {
  it('gives a reason for every runtime dependency, and for nothing else', () => {
    const used = packages()
      .filter(({ role }) => role !== 'tool')
      .flatMap(({ dependencies }) => dependencies)
      .filter((name) => !name.startsWith('@mmm/'));
    const named = [...architecture.matchAll(/^\| `([^`]+)` \| `/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([...new Set(used)].sort());
  });

  it('links a test for each invariant', () => {
    const section = /## Invariants\n([\s\S]*?)\n## /.exec(architecture)?.[1] ?? '';
    const invariants = section
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (invariant|-)/.test(line));
    expect(invariants.length).toBeGreaterThan(10);
    expect(invariants.filter((line) => !/\]\(\.\.\/[^)]+\.test\.ts\)/.test(line))).toEqual([]);
  });
});

describe('README.md', () => {
  it('names every kind of check and every agent', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const contributed = (await readManifests())
      .flatMap(({ contributes }) => contributes)
      .filter(({ point }) => point === 'checks' || point === 'agents');
    expect(contributed.length).toBeGreaterThan(6);
    expect(contributed.map(({ id }) => id).filter((id) => !readme.includes(id))).toEqual([]);
  });
});
