import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/api.ts';
import { criterionVerdict, isMet, isWaiting } from '../../src/domain/verdict.ts';
import { result, verdict } from '../specs.ts';

describe('the verdict of a criterion', () => {
  it.each([
    [[], 'unverifiable'],
    [['pass', 'pass'], 'pass'],
    [['pass', 'judged'], 'judged'],
    [['judged', 'waiting'], 'waiting'],
    [['waiting', 'unverifiable'], 'unverifiable'],
    [['unverifiable', 'fail', 'pass'], 'fail'],
  ] as const)('of checks %j is %s', (checks, expected) => {
    expect(criterionVerdict(checks.map((name) => result(name)))).toBe(expected);
  });
});

const checked = (name: Verdict): ReturnType<typeof verdict> => verdict(name, [result('pass')]);
const unchecked = verdict('unverifiable', []);

describe('a spec', () => {
  it.each([
    ['whose criteria hold', [checked('pass'), checked('judged')], [], true],
    ['with a failing criterion', [checked('pass'), checked('fail')], [], false],
    ['with an unchecked criterion and no gate', [checked('pass'), unchecked], [], false],
    ['with an unchecked criterion and a passing gate', [checked('pass'), unchecked], [result('pass')], true],
    ['with an unchecked criterion and a failing gate', [checked('pass'), unchecked], [result('fail')], false],
    ['with a check that could not run, and a gate', [checked('unverifiable')], [result('pass')], false],
    ['without criteria and gates', [], [], false],
    ['that has gates only', [], [result('pass')], true],
    ['that checks nothing', [unchecked], [], false],
    ['with a waived criterion', [checked('pass'), verdict('waived', [])], [], true],
  ])('%s is met: %s', (_title, criteria, gates, met) => {
    expect(isMet(criteria, gates)).toBe(met);
  });

  it('waits where only answers of people are missing', () => {
    expect(isWaiting([checked('pass'), checked('waiting')], [])).toBe(true);
    expect(isWaiting([checked('fail'), checked('waiting')], [])).toBe(false);
    expect(isWaiting([unchecked, checked('waiting')], [])).toBe(false);
    expect(isWaiting([checked('pass')], [])).toBe(false);
  });
});
