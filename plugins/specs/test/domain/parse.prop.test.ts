import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/domain/parse.ts';

const PIECES = [
  '---',
  '...',
  'id: a',
  'depends_on: [a, 2]',
  'depends_on:\n  - x',
  'budget: { usd: 1 }',
  'verify: &a [*a]',
  'title: "',
  '# Feature: T',
  '## Acceptance Criteria',
  '### Part',
  'Setext\n===',
  '- [ ] a criterion',
  '- [x] a criterion',
  '* [X]\ttab',
  '1. [ ] numbered',
  '- plain',
  '- ✅ done',
  '  - check: `npm test`',
  '  - check:',
  '  - **judge**: is it?',
  '    - [ ] nested',
  '> - [ ] quoted',
  '```',
  '~~~js',
  '    code',
  '<!-- - [ ] no -->',
  '<details>',
  '[x]: http://localhost',
  '| a | b |\n|---|---|\n| - [ ] c | d |',
  '\u202Eright to left \u05D0',
  '\0',
  '\uFEFF',
  '\t',
  ' ',
  '',
] as const;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const markdown = fc
  .tuple(
    fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 20 })), { maxLength: 40 }),
    lineEnd,
  )
  .map(([pieces, end]) => pieces.join('\n').replaceAll('\n', end));

const linesIn = (content: string): number => content.split(/\r\n|\r|\n/).length;

describe('parsing', () => {
  it.each([
    ['any text', text],
    ['any Markdown', markdown],
  ])('%s never throws, and every position lies in the file', (_what, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (content) => {
        const { spec, dependencyPositions } = parseSpec('specs/01-a.md', content);
        const places = [
          ...spec.findings.map((item) => item.at),
          ...spec.criteria.flatMap((item) => [item.at, ...item.checks.map((check) => check.at)]),
          ...spec.gates.map((gate) => gate.at),
          ...dependencyPositions,
        ];
        for (const { line, column } of places) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(linesIn(content));
          expect(column).toBeGreaterThanOrEqual(1);
        }
        expect(new Set(spec.criteria.map((item) => item.key)).size).toBe(spec.criteria.length);
        expect(dependencyPositions).toHaveLength(spec.dependsOn.length);
        expect(Object.values(spec.coverage).reduce((sum, count) => sum + count, 0)).toBe(
          spec.criteria.length,
        );
        expect(structuredClone(spec)).toEqual(spec);
      }),
      { numRuns: 2_000 },
    );
  });

  it('sees the checkboxes that GitHub sees, where no section says which count', () => {
    fc.assert(
      fc.property(markdown, (content) => {
        fc.pre(!/criteria|---|\uFEFF|^\.\.\.|check:/im.test(content));
        const tree = fromMarkdown(content, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
        const boxes = checkboxLines(tree, content);
        const { spec } = parseSpec('a.md', content);
        expect(spec.criteria.map((item) => item.at.line)).toEqual(boxes);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Lines of task items, but of those that have no text of their own. */
function checkboxLines(node: Nodes, content: string): number[] {
  if (!('children' in node)) return [];
  const below = node.children.flatMap((child) => checkboxLines(child, content));
  if (node.type !== 'listItem' || typeof node.checked !== 'boolean') return below;
  return [node.position?.start.line ?? 0, ...below];
}
