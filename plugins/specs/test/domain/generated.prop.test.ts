import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSpec } from '../../src/domain/parse.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/).filter((text) => !/^(?:none|null|nil)$/.test(text));
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => `The ${words.join(' ')}`);
const code = fc.stringMatching(/^[a-z][a-z0-9 ./-]{0,20}[a-z0-9]$/);

const check = fc.oneof(
  code.map((text) => ({ line: `check: \`${text}\``, kind: 'command', tokens: [{ code: true, text }] })),
  fc.tuple(fc.constantFrom('file', 'http', 'json'), code, word).map(([kind, text, more]) => ({
    line: `check: ${kind} \`${text}\` ${more}`,
    kind,
    tokens: [
      { code: true, text },
      { code: false, text: more },
    ],
  })),
  fc.tuple(fc.constantFrom('judge', 'human'), sentence).map(([kind, text]) => ({
    line: `**${kind}**: ${text}?`,
    kind,
    tokens: [{ code: false, text: `${text}?` }],
  })),
);

const criterion = fc.record({
  text: sentence,
  ticked: fc.boolean(),
  checks: fc.array(check, { maxLength: 3 }),
  bullet: fc.constantFrom('-', '*', '1.'),
  noise: fc.constantFrom<readonly string[]>(
    [],
    ['', '```md', '- [ ] not a criterion', '```', ''],
    ['', 'A paragraph between.', ''],
    ['', '<!-- - [ ] not a criterion -->', ''],
    ['', '### A part', ''],
  ),
});

const spec = fc.record({
  id: word,
  dependsOn: fc.uniqueArray(word, { maxLength: 4 }),
  title: sentence,
  objective: sentence,
  criteria: fc.array(criterion, { minLength: 1, maxLength: 12 }),
  end: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
});

it('a generated spec is read as it was written', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(spec, (wanted) => {
      const lines = ['---', `id: "${wanted.id}"`, 'depends_on:'];
      lines.push(...wanted.dependsOn.map((name) => `  - "${name}"`), '---', `# Feature: ${wanted.title}`);
      lines.push('## Objective', wanted.objective, '', '## Acceptance Criteria');
      const expected = wanted.criteria.map((item) => {
        lines.push(...item.noise, `${item.bullet} [${item.ticked ? 'x' : ' '}] ${item.text}`);
        const line = lines.length;
        const indent = ' '.repeat(item.bullet.length + 1);
        const checks = item.checks.map((one) => {
          lines.push(`${indent}- ${one.line}`);
          return { kind: one.kind, tokens: one.tokens, line: lines.length };
        });
        return { text: item.text, ticked: item.ticked, line, checks };
      });
      lines.push('', '## Technical Details', '- [ ] Not a criterion');
      const read = parseSpec('specs/01-a.md', wanted.mark + lines.join(wanted.end)).spec;
      expect(read).toMatchObject({ id: wanted.id, title: wanted.title, objective: wanted.objective });
      expect(read.dependsOn).toEqual(wanted.dependsOn);
      const actual = read.criteria.map(({ text, ticked, at, checks }) => ({
        ...{ text, ticked, line: at.line },
        checks: checks.map(({ kind, tokens, at: place }) => ({ kind, tokens, line: place.line })),
      }));
      expect(actual).toEqual(expected);
    }),
    { numRuns: 3_000 },
  );
});
