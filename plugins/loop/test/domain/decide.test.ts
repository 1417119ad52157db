import { describe, expect, it } from 'vitest';
import {
  decideDispatch,
  decideNext,
  gained,
  reserveFor,
  type SpecHistory,
  spentUsd,
} from '../../src/domain/decide.ts';
import type { AgentResult, CheckedItem, VerifyResult } from '../../src/domain/steps.ts';

const caps = { usd: 5, iterations: 8, minutes: 60 };

describe('decideNext', () => {
  it('merges what is met', () => {
    expect(decideNext(history([{ verify: { met: true } }]))).toEqual({ kind: 'merge' });
  });

  it('goes on while something fails', () => {
    expect(decideNext(history([{ verify: { met: false } }]))).toEqual({ kind: 'iterate' });
  });

  it('does not believe an agent that claims to be complete', () => {
    expect(decideNext(history([{ agent: { hint: 'complete' } }]))).toEqual({ kind: 'iterate' });
  });

  it('ends blocked where the agent says so and changed nothing', () => {
    const blocked = { agent: { hint: 'blocked', text: 'no access to the API', changed: false } } as const;
    expect(decideNext(history([blocked]))).toMatchObject({
      status: 'blocked',
      reason: 'the agent says: no access to the API',
    });
  });

  it('goes on where the agent says blocked but changed something', () => {
    expect(decideNext(history([{ agent: { hint: 'blocked', changed: true } }]))).toEqual({ kind: 'iterate' });
  });

  it('waits where only a person is missing', () => {
    expect(decideNext(history([{ verify: { waiting: true } }]))).toMatchObject({
      kind: 'end',
      status: 'waiting',
    });
  });

  it('is stuck after three iterations with the same error and no gain, and says which', () => {
    const same = { verify: { signature: 's', tree: 't' } };
    expect(decideNext(history([same, same]))).toEqual({ kind: 'iterate' });
    expect(decideNext(history([same, same, same]))).toEqual({
      kind: 'end',
      status: 'stuck',
      reason: 'stuck since iteration 1: no criterion gained, same tree, same error',
    });
  });

  it('is not stuck while criteria are gained', () => {
    const gaining = ['a', 'b', 'c'].map((key) => ({
      verify: { signature: 's', items: [item(key, 'pass'), item('z', 'fail')] },
    }));
    expect(decideNext(history(gaining))).toEqual({ kind: 'iterate' });
  });

  it('is not stuck while the error changes', () => {
    const changing = ['s', 't', 'u'].map((signature) => ({ verify: { signature } }));
    expect(decideNext(history(changing))).toEqual({ kind: 'iterate' });
  });

  it('calls it tampering where each of the stuck iterations tampered', () => {
    const tampering = { verify: { tampered: ['test/a.test.js (modified)'] } };
    expect(decideNext(history([tampering, tampering, tampering]))).toMatchObject({ status: 'tampered' });
  });
});

describe('decideDispatch', () => {
  it('dispatches within the budget', () => {
    expect(decideDispatch(history([]), 0.5)).toEqual({ kind: 'iterate' });
  });

  it('ends unmet when the iterations are used', () => {
    const used = { ...history([{}, {}]), caps: { ...caps, iterations: 2 } };
    expect(decideDispatch(used, 0)).toMatchObject({
      status: 'unmet',
      reason: expect.stringContaining('mmm resume --iterations 4'),
    });
  });

  it('pauses before a call that may pass the budget', () => {
    const spent = history([{ agent: { usd: 4.8 } }]);
    expect(decideDispatch(spent, 0.5)).toMatchObject({
      status: 'paused',
      reason: expect.stringContaining('mmm resume --raise-budget'),
    });
    expect(decideDispatch(spent, 0.1)).toEqual({ kind: 'iterate' });
  });

  it('pauses when the minutes of work are used', () => {
    expect(decideDispatch(history([{ agent: { durationMs: 61 * 60_000 } }]), 0)).toMatchObject({
      status: 'paused',
    });
  });
});

describe('money', () => {
  it('counts an unknown cost as what was reserved', () => {
    expect(spentUsd(history([{ agent: { usd: null, reservedUsd: 0.5 } }, { agent: { usd: 1 } }]))).toBe(1.5);
  });

  it('reserves the mean of the known costs', () => {
    expect(reserveFor(history([]), 0.5)).toBe(0.5);
    expect(
      reserveFor(history([{ agent: { usd: 1 } }, { agent: { usd: 3 } }, { agent: { usd: null } }]), 0.5),
    ).toBe(2);
  });
});

describe('gained', () => {
  it('leaves out what passed on the base or earlier', () => {
    const iterations = [
      { verify: { items: [item('a', 'pass'), item('b', 'pass')] } },
      { verify: { items: [item('b', 'pass'), item('c', 'judged')] } },
    ];
    const told = { ...history(iterations), vacuous: ['a'] };
    expect(gained(told, 0)).toEqual(['b']);
    expect(gained(told, 1)).toEqual(['c']);
  });
});

interface Given {
  readonly agent?: Partial<AgentResult>;
  readonly verify?: Partial<VerifyResult>;
}

function history(given: readonly Given[]): SpecHistory {
  const iterations = given.map(({ agent, verify }) => ({
    agent: {
      ok: true,
      failure: null,
      problem: null,
      text: '',
      hint: null,
      usd: 0.1,
      reservedUsd: 0.5,
      resetsAt: null,
      durationMs: 1000,
      commit: 'c',
      tree: 't',
      changed: true,
      ...agent,
    },
    verify: {
      met: false,
      waiting: false,
      signature: 's',
      commit: 'c',
      tree: 't',
      items: [item('z', 'fail')],
      tampered: [],
      durationMs: 1000,
      usd: 0,
      usdUnknown: false,
      ...verify,
    },
  }));
  return { caps, vacuous: [], baselineMs: 0, iterations, otherUsd: 0 };
}

function item(key: string, verdict: string): CheckedItem {
  return { key, label: key, verdict, reason: '', evidence: '' };
}
