import { describe, expect, it } from 'vitest';
import { plainText, salientLine, tailOf } from '../../src/domain/evidence.ts';

describe('evidence', () => {
  it('loses escape sequences and control characters', () => {
    expect(plainText('\u001b[31mred\u001b[0m\u0007\r\nnext\u0000\u202e \u001b]0;title\u0007x')).toBe(
      'red\nnext x',
    );
  });

  it('is the last forty lines', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `line ${i}`);
    expect(tailOf(`${lines.join('\n')}\n\n`).split('\n')).toEqual(lines.slice(60));
  });

  it('has no endless lines', () => {
    expect(tailOf('x'.repeat(10_000))).toHaveLength(400);
  });
});

describe('the line that says most', () => {
  it.each([
    [
      'jest',
      '● login\n\n  Expected: "id,name"\n  Received: ""\n\n  at a.js:1:1',
      'expected "id,name", received ""',
    ],
    [
      'vitest',
      ' FAIL  a.test.ts > x\nAssertionError: expected 1 to be 2\n ❯ a.test.ts:3:1',
      'AssertionError: expected 1 to be 2',
    ],
    [
      'pytest',
      'def test():\nE       AssertionError: assert 1 == 2\nFAILED a.py',
      'AssertionError: assert 1 == 2',
    ],
    [
      'node',
      "node:assert:95\nAssertionError [ERR_ASSERTION]: '' !== 'id'\n    at file",
      "AssertionError [ERR_ASSERTION]: '' !== 'id'",
    ],
    [
      'node with a value',
      'AssertionError [ERR_ASSERTION]: Values differ:\n\n200 !== 401\n\n    at a.js:1',
      'AssertionError [ERR_ASSERTION]: Values differ: 200 !== 401',
    ],
    [
      'node with a difference',
      "AssertionError: Values differ:\n+ actual - expected\n\n+ 'a'\n- 'b'\n",
      "AssertionError: Values differ: + 'a' - 'b'",
    ],
    ['go', '--- FAIL: TestLogin (0.00s)\n    login_test.go:9: got 200\nFAIL', '--- FAIL: TestLogin (0.00s)'],
    ['rust', "thread 'x' panicked at src/lib.rs:3:5:\nassertion failed: a", 'assertion failed: a'],
    ['tsc', "src/a.ts(1,7): error TS2322: Type 'x'", "src/a.ts(1,7): error TS2322: Type 'x'"],
    ['npm', 'boom happened\nnpm error Lifecycle script failed', 'boom happened'],
    ['a shell', 'sh: 1: nope: not found', 'sh: 1: nope: not found'],
    ['silence', '', ''],
  ])('of %s is found', (_name, output, line) => {
    expect(salientLine(output)).toBe(line);
  });
});
