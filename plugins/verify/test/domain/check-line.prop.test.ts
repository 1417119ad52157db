import type { CheckSource } from '@mmm/plugin-specs/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsOf, type Parsed } from '../../src/domain/check-line.ts';
import { parseCommandCheck } from '../../src/domain/command-check.ts';
import { parseFileCheck } from '../../src/domain/file-check.ts';
import { parseHttpCheck } from '../../src/domain/http-check.ts';
import { parseJsonCheck } from '../../src/domain/json-check.ts';
import { parseQuestion } from '../../src/domain/question-check.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'exists',
    'is',
    'absent',
    'contains',
    'matches',
    'exits',
    'prints',
    'at',
    'equals',
    '200',
    '/a',
    '../a',
  ),
);
const checks: fc.Arbitrary<CheckSource> = fc.record({
  kind: fc.constantFrom('command', 'file', 'json', 'http', 'judge', 'human'),
  tokens: fc.array(fc.record({ code: fc.boolean(), text }), { maxLength: 6 }),
  source: fc.string(),
  at: fc.constant({ path: 'specs/a.md', line: 1, column: 1 }),
});
const parsers: readonly ((check: CheckSource) => Parsed<unknown>)[] = [
  parseCommandCheck,
  parseFileCheck,
  parseHttpCheck,
  parseJsonCheck,
  parseQuestion,
];

describe('every parser of checks', () => {
  it('takes whatever stands in a spec, and says what is wrong with a hint', () => {
    fc.assert(
      fc.property(checks, (check) => {
        for (const parse of parsers) {
          for (const { message, hint, at } of findingsOf(check, parse(check))) {
            expect(message).not.toBe('');
            expect(hint).not.toBe('');
            expect(at).toBe(check.at);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('never lets a path lead out of the project', () => {
    const parts = fc.array(fc.constantFrom('..', '.', 'a', '', '/', '\\', '~', 'C:'), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(parts, (pieces) => {
        const tokens = [
          { code: true, text: pieces.join('/') },
          { code: false, text: 'exists' },
        ];
        const parsed = parseFileCheck({
          kind: 'file',
          tokens,
          source: '',
          at: { path: '', line: 1, column: 1 },
        });
        if (!parsed.ok) return;
        const inside = new URL(parsed.value.path, 'file:///root/project/').pathname;
        expect(inside.startsWith('/root/project/')).toBe(true);
      }),
    );
  });
});
