import { describe, expect, it } from 'vitest';
import type { Finding, Spec } from '../../src/api.ts';
import { LONGEST_SPEC, parseSpec } from '../../src/domain/parse.ts';

const parse = (content: string, path: string = 'specs/07-login.md'): Spec => parseSpec(path, content).spec;
const rules = (spec: Spec): string[] => spec.findings.map((finding) => finding.rule);
const finding = (spec: Spec, rule: string): Finding | undefined =>
  spec.findings.find((item) => item.rule === rule);

const FULL = `---
id: authentication
depends_on: [database-schema, 12, "03-x.md"]
priority: high
tags: [security]
category: backend
verify: npm test
budget: { usd: 5, iterations: 8 }
allow_changes: ["test/**"]
owner: platform
---
# Feature: Authentication

## Objective
Let people in.

## Acceptance Criteria
- [ ] A wrong password is rejected
  - check: \`npm test -- login\`
- [x] The API describes the login route
  - check: file \`openapi.yaml\` contains \`/login\`
- [ ] Error messages do not reveal which of the two was wrong
  - judge: Do the messages for a wrong user and a wrong password differ?
- [ ] It looks right
  - **human**: Does it look right?
  - **check:** http GET \`http://localhost:3000/\` is 200

## Technical Details
- [ ] Not a criterion
`;

describe('a complete spec', () => {
  const spec = parse(FULL);

  it('has what its front matter says', () => {
    expect(spec).toMatchObject({
      id: 'authentication',
      number: '07',
      title: 'Authentication',
      dependsOn: ['database-schema', '12', '03-x.md'],
      priority: 'high',
      tags: ['security', 'backend'],
      budget: { usd: 5, iterations: 8 },
      allowChanges: ['test/**'],
      objective: 'Let people in.',
    });
    expect(spec.gates).toEqual([
      {
        kind: 'command',
        tokens: [{ code: true, text: 'npm test' }],
        source: 'npm test',
        at: { path: 'specs/07-login.md', line: 7, column: 9 },
      },
    ]);
  });

  it('keeps keys that mean nothing to mmm, and says nothing of them', () => {
    expect(parseSpec('a.md', FULL).extra).toEqual({ owner: 'platform' });
    expect(spec.findings.every((item) => item.severity === 'info')).toBe(true);
  });

  it('has its criteria with their places', () => {
    expect(spec.criteria.map((item) => [item.ordinal, item.text, item.ticked, item.at.line])).toEqual([
      [1, 'A wrong password is rejected', false, 18],
      [2, 'The API describes the login route', true, 20],
      [3, 'Error messages do not reveal which of the two was wrong', false, 22],
      [4, 'It looks right', false, 24],
    ]);
  });

  it('has its checks by kind, code apart from text', () => {
    expect(
      spec.criteria.flatMap((item) => item.checks).map(({ kind, tokens }) => ({ kind, tokens })),
    ).toEqual([
      { kind: 'command', tokens: [{ code: true, text: 'npm test -- login' }] },
      {
        kind: 'file',
        tokens: [
          { code: true, text: 'openapi.yaml' },
          { code: false, text: 'contains' },
          { code: true, text: '/login' },
        ],
      },
      {
        kind: 'judge',
        tokens: [{ code: false, text: 'Do the messages for a wrong user and a wrong password differ?' }],
      },
      { kind: 'human', tokens: [{ code: false, text: 'Does it look right?' }] },
      {
        kind: 'http',
        tokens: [
          { code: false, text: 'GET' },
          { code: true, text: 'http://localhost:3000/' },
          { code: false, text: 'is 200' },
        ],
      },
    ]);
  });

  it('counts each criterion by its strongest check', () => {
    expect(spec.coverage).toEqual({
      ...{ command: 1, file: 1, http: 1, json: 0, judge: 1, human: 0, other: 0, none: 0 },
    });
  });
});

describe('criteria', () => {
  const texts = (content: string): string[] => parse(content).criteria.map((item) => item.text);

  it.each([
    ['in a fence', '# A\n\n```\n- [ ] no\n```\n- [ ] yes\n', ['yes']],
    ['in a fence of tildes in a list', '- [ ] yes\n  ~~~\n  - [ ] no\n  ~~~\n', ['yes']],
    ['in an indented code block', 'text\n\n    - [ ] no\n', []],
    ['in a comment', '<!--\n- [ ] no\n-->\n\n- [ ] yes\n', ['yes']],
    ['in inline code', '`- [ ] no`\n', []],
    ['behind a fence that is never closed', '- [ ] yes\n\n```\n- [ ] no\n', ['yes']],
    [
      'outside of the acceptance section',
      '- [ ] no\n## Acceptance Criteria\n- [ ] yes\n## Later\n- [ ] no\n',
      ['yes'],
    ],
    ['below sub-headings', '## Acceptance Criteria\n### A\n- [ ] a\n### B\n- [ ] b\n', ['a', 'b']],
    [
      'below a section in a section',
      '## Success Criteria\n- [ ] a\n### Definition of Done\n- [ ] b\n',
      ['a', 'b'],
    ],
    ['in a quote', '> - [ ] yes\n', ['yes']],
    ['with numbers', '1. [ ] a\n2. [x] b\n', ['a', 'b']],
    ['without boxes', '## Acceptance Criteria\n- a\n* b\n', ['a', 'b']],
    ['numbered without boxes', '## Acceptance Criteria\n1. a\n2. b\n', ['a', 'b']],
    ['with emoji', '## Acceptance Criteria\n- ✅ a\n- ❌ b\n', ['a', 'b']],
    ['with an empty box', '## Acceptance Criteria\n- [ ] \n- [] a\n', ['a']],
    ['in groups', '## Acceptance Criteria\n- Group\n  - [ ] a\n  - [ ] b\n', ['a', 'b']],
    ['that nest', '- [ ] a\n  - [ ] b\n    - [ ] c\n', ['a', 'b', 'c']],
    ['with plain items below', '- [ ] a:\n  - b\n  - c\n    - d\n', ['a: b; c; d']],
    ['over several lines', '- [ ] a\n  b\n  c\n', ['a b c']],
    ['with a reference that has a definition', '[x]: http://localhost\n\n- [x] a\n', ['a']],
    ['with CR LF', '## Acceptance Criteria\r\n- [ ] a\r\n- [ ] b\r\n', ['a', 'b']],
  ])('%s', (_what, content, expected) => {
    expect(texts(content)).toEqual(expected);
  });

  it('keep their key when they move, and differ when their text is the same', () => {
    const [a, b, again] = parse('- [ ] a\n- [ ] b\n- [ ] a\n').criteria;
    const [movedB, movedA] = parse('# T\n\n- [ ] b\n- [x] a\n').criteria;
    expect(a?.key).toMatch(/^[0-9a-f]{8}$/);
    expect([movedA?.key, movedB?.key]).toEqual([a?.key, b?.key]);
    expect(again?.key).not.toBe(a?.key);
  });

  it('take checks from any depth below them', () => {
    const [a, b] = parse('- [ ] a\n  - group\n    - check: `one`\n  - [ ] b\n    - check: `two`\n').criteria;
    expect(a?.checks.map((check) => check.source)).toEqual(['check: `one`']);
    expect(b?.checks.map((check) => check.source)).toEqual(['check: `two`']);
  });
});

describe('findings', () => {
  it.each([
    ['no-criteria', '# A\n', 'error', 1, 1],
    ['no-title', 'text\n', 'warning', 1, 1],
    ['duplicate-criterion', '# A\n- [ ] a\n- [ ] A\n', 'warning', 3, 1],
    ['unchecked-criterion', '# A\n- [ ] a\n', 'info', 2, 1],
    ['ticked-criterion', '# A\n- [x] a\n', 'info', 2, 1],
    ['empty-check', '# A\n- [ ] a\n  - check:\n', 'error', 3, 3],
    ['empty-criterion', '# A\n## Acceptance Criteria\n- [ ] a\n-\n', 'warning', 4, 1],
    ['missing-checkbox', '## Acceptance Criteria\n- a\n', 'info', 2, 1],
    ['misplaced-check', '## Acceptance Criteria\n- [ ] a\n- check: `x`\n', 'warning', 3, 1],
    ['misplaced-check', '# A\n- [ ] a\n  check: `x`\n', 'warning', 3, 3],
    ['misplaced-check', '# A\n- [ ] a\n\n  check: `x`\n', 'warning', 4, 3],
    ['misplaced-check', '# A\n- [ ] a\n  - checks: `x`\n', 'warning', 3, 5],
    ['misplaced-check', '# A\n- [ ] a\n  - check：`x`\n', 'warning', 3, 5],
    ['misplaced-check', '# A\n- [ ] a\n  - \u200Bcheck: `x`\n', 'warning', 3, 5],
    ['placeholder-criterion', '# A\n- [ ] Criterion 1\n', 'error', 2, 1],
    ['unclosed-fence', '# A\n- [ ] a\n\n```js\ncode\n', 'warning', 4, 1],
    ['bad-front-matter', '---\ntitle: [a\n---\n# A\n', 'error', 2, 8],
    ['bad-front-matter', '---\ntitle: A\n# A\n', 'error', 1, 1],
    ['bad-front-matter', '---\n- a\n---\n', 'error', 2, 1],
    ['bad-front-matter', '---\na: b\na: c\n---\n', 'error', 3, 1],
    ['bad-front-matter', '---\nid: [a]\n---\n', 'error', 2, 5],
    ['bad-front-matter', '---\nbudget: 5\n---\n', 'error', 2, 9],
    ['bad-front-matter', '---\nbudget:\n  usd: five\n---\n', 'error', 3, 8],
    ['bad-front-matter', '---\nbudget: { iterations: 1.5 }\n---\n', 'error', 2, 23],
    ['bad-front-matter', '---\nbudget: { euro: 5 }\n---\n', 'error', 2, 11],
    ['bad-front-matter', '---\nverify: { a: b }\n---\n', 'error', 2, 9],
    ['bad-front-matter', '---\nverify: [a, [b]]\n---\n', 'error', 2, 13],
    ['bad-front-matter', '---\ndepends_on: the database has to be there first\n---\n', 'error', 2, 13],
    ['bad-front-matter', '---\r\nid: a\r\ntags: { a: b }\r\n---\r\n', 'error', 3, 7],
    ['unknown-key', '---\ndepend_on: [a]\n---\n', 'info', 2, 1],
  ])('%s at the right place', (rule, content, severity, line, column) => {
    const found = finding(parse(content), rule);
    expect(found).toMatchObject({ severity, at: { path: 'specs/07-login.md', line, column } });
    expect(found?.message).toMatch(/\.$/);
    expect(found?.hint).not.toBe('');
  });

  it('say what was found and what was expected', () => {
    const found = finding(parse('---\nbudget: { usd: five }\n---\n'), 'bad-front-matter');
    expect(found?.message).toBe('"budget.usd" is "five"; expected a number above 0.');
  });

  it('leave what is right of a broken front matter in force', () => {
    const spec = parse('---\nid: auth\nbudget: { usd: no, iterations: 3 }\n---\n# A\n- [ ] a\n');
    expect(spec).toMatchObject({ id: 'auth', budget: { iterations: 3 } });
    expect(spec.criteria).toHaveLength(1);
  });

  it('do not arise from a thematic break at the top', () => {
    expect(rules(parse('---\n\n# A\n- [ ] a\n  - check: `x`\n'))).toEqual([]);
  });
});

describe('what people write', () => {
  it.each([
    ['dependencies: []', []],
    ['dependencies: None', []],
    ['dependencies:', []],
    ['dependencies: 101', ['101']],
    ['dependencies: 101, 102A', ['101', '102A']],
    ['dependencies: [101, "007", 174a]', ['101', '007', '174a']],
    [
      'dependencies: Spec 108 (Functional, Pure), Spec 162 (X)',
      ['Spec 108 (Functional, Pure)', 'Spec 162 (X)'],
    ],
    ['dependencies: Specs 172, 173 and 174', ['Specs 172', '173', '174']],
    ['depends_on: must follow spec 12 and spec 13', ['12', 'spec 13']],
    ['depends-on: [a]\ndependencies: [a, b]', ['a', 'b']],
    ['dependsOn:\n  - "[Login](05-login.md)"', ['[Login](05-login.md)']],
  ])('as "%s" is understood', (yaml, expected) => {
    const spec = parse(`---\n${yaml}\n---\n# A\n`);
    expect(spec.findings.filter((item) => item.rule === 'bad-front-matter')).toEqual([]);
    expect(spec.dependsOn).toEqual(expected);
  });

  it('in bold lines below the title counts where there is no front matter', () => {
    const content =
      '# Spec 28: X\n\n**Category**: foundation\n**Priority:** high\n**Dependencies**: [21, Spec 44: Y]\n';
    const { spec, dependencyPositions } = parseSpec('28-x.md', content);
    expect(spec).toMatchObject({
      title: 'X',
      priority: 'high',
      tags: ['foundation'],
      dependsOn: ['21', 'Spec 44: Y'],
    });
    expect(dependencyPositions[0]).toEqual({ path: '28-x.md', line: 5, column: 19 });
  });

  it.each([
    ['# Feature: Login', 'Login'],
    ['# Specification 101: Login', 'Login'],
    ['# Spec 13: Login', 'Login'],
    ['# Login `now`', 'Login `now`'],
    ['Login\n=====', 'Login'],
    ['## Only a section', '07-login'],
    ['', '07-login'],
    ['\uFEFF# Login', 'Login'],
    ['---\ntitle: From above\n---\n# Login', 'From above'],
  ])('as the title "%s" is "%s"', (content, title) => {
    expect(parse(content).title).toBe(title);
  });
});

describe('hostile text', () => {
  it.each([
    ['brackets', '['.repeat(100_000)],
    ['YAML brackets', `---\na: ${'['.repeat(100_000)}\n---\n`],
    ['emphasis', '*a_'.repeat(60_000)],
    ['quotes', '>'.repeat(20_000)],
    ['lists in lists', '+ '.repeat(5_000)],
    [
      'aliases',
      `---\na: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b]\nid: *a\n---\n`,
    ],
    ['too much', 'a'.repeat(LONGEST_SPEC + 1)],
    ['NUL', '---\nid: a\0b\n---\n# \0\n- [ ] \0\n'],
  ])('of %s ends in a spec', (_what, content) => {
    expect(parse(content).sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
