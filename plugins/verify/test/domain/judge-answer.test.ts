import { describe, expect, it } from 'vitest';
import { isQuoted, parseJudgeAnswer } from '../../src/domain/judge-answer.ts';

const ANSWER = '{"verdict":"yes","reason":"ok","evidence":[{"file":"a.ts","quote":"const a = {"}]}';

describe('the answer of a judge', () => {
  it.each([
    ['alone', ANSWER],
    ['behind words', `Let me see. {"verdict": maybe}\n\n${ANSWER}`],
    ['in a fence', `\`\`\`json\n${ANSWER}\n\`\`\`\nDone.`],
    ['behind another answer', `{"verdict":"no","reason":"","evidence":[]}\n${ANSWER}`],
  ])('is found %s', (_where, text) => {
    expect(parseJudgeAnswer(text)).toEqual({
      verdict: 'yes',
      reason: 'ok',
      evidence: [{ file: 'a.ts', quote: 'const a = {' }],
    });
  });

  it.each(['', 'yes', '{"verdict":"perhaps"}', '{"verdict":"yes"', '[{]}', '{'.repeat(5_000)])(
    'is not seen in %j',
    (text) => {
      expect(parseJudgeAnswer(text)).toBeUndefined();
    },
  );
});

describe('a quote', () => {
  it('is found whatever the white space', () => {
    expect(isQuoted('if (wrong)\n    return  401;', 'if (wrong) return 401;')).toBe(true);
  });

  it.each(['', '}', 'return', 'if (right)'])('that says nothing or is not there is refused: %j', (quote) => {
    expect(isQuoted('if (wrong) return 401; }', quote)).toBe(false);
  });
});
