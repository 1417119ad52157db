import { expect, it } from 'vitest';
import { parseScript, partFor } from '../../src/domain/script.ts';

function problemIn(yaml: string): unknown {
  const parsed = parseScript('/p/script.yaml', yaml);
  return parsed.ok ? undefined : { at: [parsed.at.line, parsed.at.column], problem: parsed.problem };
}

it('reads what an iteration may hold', () => {
  const parsed = parseScript(
    'script.yaml',
    `login:
  - edits:
      - { write: a.txt, content: a }
      - { append: a.txt, content: b }
      - { replace: a.txt, find: a, with: c }
      - { delete: b.txt }
    run: npm test
    limit: { resets_in_ms: 10 }
    hang: true
`,
  );
  expect(parsed.ok && parsed.script).toMatchObject({
    login: [{ run: ['npm test'], limit: { resets_in_ms: 10, times: 1 }, hang: 'before' }],
  });
});

it('repeats the last iteration and falls back to the part for everybody', () => {
  const parsed = parseScript('s.yaml', 'login:\n  - say: one\n  - say: two\n"*":\n  - say: other\n');
  const say = (spec: string, iteration: number): unknown =>
    parsed.ok ? partFor(parsed.script, spec, iteration)?.say : undefined;
  expect([say('login', 1), say('login', 2), say('login', 9), say('logout', 1)]).toEqual([
    'one',
    'two',
    'two',
    'other',
  ]);
});

it.each([
  ['login:\n  - say: [1, 2\n', { at: [3, 1] }],
  ['login:\n  - say: one\n    speak: two\n', { at: [2, 5], problem: 'login.0: Unrecognized key: "speak"' }],
  ['login:\n  - delay_ms: soon\n', { at: [2, 15] }],
  ['login: []\n', { at: [1, 8] }],
  ['login:\n  - edits: [{ write: ../out, content: x }]\n', { at: [2, 22] }],
  ['just text', { at: [1, 1] }],
])('says where %j is wrong', (yaml, problem) => {
  expect(problemIn(yaml)).toMatchObject(problem);
});
