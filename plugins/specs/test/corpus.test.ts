// Specs as they are in the wild: the whole collection where it is at hand, else the copies that stand beside this file.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Spec } from '../src/api.ts';
import { parseSpec } from '../src/domain/parse.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures', 'prodigy');
const COLLECTION = resolve(import.meta.dirname, '../../../../shared/corpus/prodigy-specs');
const FOLDER = existsSync(COLLECTION) ? COLLECTION : FIXTURES;

const read = (folder: string, name: string): Spec =>
  parseSpec(`specs/${name}`, readFileSync(join(folder, name), 'utf8')).spec;
const specs = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => read(FOLDER, name));

afterAll(() => {
  const criteria = specs.reduce((sum, spec) => sum + spec.criteria.length, 0);
  const counts = new Map<string, number>();
  for (const { rule } of specs.flatMap((spec) => spec.findings))
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const findings = [...counts].map(([rule, count]) => `${count} ${rule}`).join(', ');
  process.stdout.write(`real specs: ${specs.length} files, ${criteria} criteria; ${findings}\n`);
});

describe('real specs', () => {
  it.each([
    ['01-core-architecture', 8, []],
    ['101-merge-workflow-test-coverage', 10, []],
    ['102A-executor-clean-interfaces', 6, ['101']],
    ['108-increase-functional-programming-adoption', 9, ['102', '104', '105']],
    ['13-prune-learning-feature', 5, []],
    ['163-mapreduce-commit-validation-enforcement', 29, []],
    ['174d-effect-modules', 10, ['172', '173', '174a', '174b', '174c']],
    ['183-effect-based-workflow-execution-revised', 8, ['108', '162']],
    ['21-configurable-workflow', 0, []],
    ['28-structured-command-objects', 9, ['21 (configurable-workflow)']],
    [
      '47-auto-commit-analysis-changes',
      8,
      ['Spec 44: Context-Aware Project Understanding', 'Spec 19: Git-Native Improvement Flow'],
    ],
    ['49-change-worktree-list-to-ls', 6, []],
    ['iteration-1738312800-tech-debt-cleanup', 8, []],
    ['iteration-1754163860-coverage-improvements', 0, []],
  ])('%s has %i criteria and depends on %j', (name, criteria, dependsOn) => {
    const spec = read(FIXTURES, `${name}.md`);
    expect(spec.criteria).toHaveLength(criteria);
    expect(spec.dependsOn).toEqual(dependsOn);
  });

  it('hold no finding about their front matter', () => {
    expect(specs.flatMap((spec) => spec.findings).filter((item) => item.rule === 'bad-front-matter')).toEqual(
      [],
    );
  });

  it('have criteria on lines that hold a list item outside of every fence', () => {
    for (const { content, criteria } of specs) {
      const outside = linesOutsideFences(content);
      for (const { at } of criteria) expect(outside[at.line - 1]).toMatch(/^\s*(?:[-*+]|\d+[.)])\s/);
    }
  });
});

/** A second, simpler way to tell what stands in a fence. */
function linesOutsideFences(content: string): readonly string[] {
  let fence: string | undefined;
  return content.split('\n').map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && mark !== undefined) {
      fence = mark;
      return '';
    }
    if (fence === undefined) return line;
    if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    return '';
  });
}
