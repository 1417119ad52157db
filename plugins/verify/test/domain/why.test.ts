import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../src/api.ts';
import { runFacts } from '../../src/domain/run-facts.ts';
import { explain, type WhyInput } from '../../src/domain/why.ts';
import { whyView } from '../../src/domain/why-view.ts';
import { result, verdict } from '../specs.ts';

const FAILING = result('fail', {
  source: 'check: `npm test -- csv`',
  reason: 'exit 1: expected "id,name", received ""',
});

function row(parts: Partial<LedgerRow>): LedgerRow {
  return {
    ...verdict('fail', [FAILING], 2),
    spec: '02-export',
    run: 'r1',
    iteration: 4,
    tree: 't',
    at: 1,
    ...parts,
  };
}

const PASSING = row(verdict('pass', [result('pass')], 1));

function event(
  seq: number,
  type: string,
  data: Record<string, unknown>,
): Parameters<typeof runFacts>[0][number] {
  return { run: 'r1', seq, at: seq, type, data: JSON.parse(JSON.stringify(data)) };
}

function input(parts: Partial<WhyInput> = {}): WhyInput {
  const ended = [1, 2, 3, 4].map((iteration) =>
    event(iteration, 'iteration.ended', {
      spec: '02-export',
      iteration,
      model: 'sonnet',
      signature: iteration === 1 ? 'a' : 'b',
    }),
  );
  const facts = runFacts(
    [
      ...ended,
      event(5, 'cost.booked', { spec: '02-export', usd: 0.3 }),
      event(6, 'cost.booked', { spec: '02-export', usd: 0.5 }),
      event(7, 'cost.booked', { spec: '02-export', usd: null }),
      event(8, 'spec.status-changed', {
        spec: '02-export',
        status: 'stuck',
        reason: 'stuck since iteration 2: no criterion gained, same tree, same error',
      }),
    ],
    '02-export',
  );
  return {
    spec: '02-export',
    reference: '02',
    status: 'stuck',
    criteria: [1, 2].map((ordinal) => ({ key: `0000000${ordinal}`, ordinal, text: `Criterion ${ordinal}` })),
    gates: 0,
    ledger: [PASSING, row({})],
    run: 'r1',
    facts,
    ...parts,
  };
}

describe('the explanation of a spec', () => {
  it('names criterion, command, exit code, the line that matters and the next step', () => {
    expect(whyView(explain(input()))).toMatchInlineSnapshot(`
      [
        {
          "cells": [
            {
              "text": "02-export is not done: criterion 2 "Criterion 2" fails.",
              "tone": "strong",
            },
          ],
          "kind": "line",
        },
        {
          "cells": [
            "npm test -- csv",
            "exit 1",
            "expected "id,name", received """,
            {
              "text": "(iteration 4, the same for three iterations)",
              "tone": "muted",
            },
          ],
          "indent": 3,
          "kind": "line",
        },
        {
          "cells": [
            "stuck since iteration 2: no criterion gained, same tree, same error.",
          ],
          "indent": 3,
          "kind": "line",
        },
        {
          "cells": [
            {
              "text": "cheapest next step: mmm run --spec 02 --model opus --iterations 2",
              "tone": "strong",
            },
            {
              "text": "(about $0.80, from 2 similar iterations)",
              "tone": "muted",
            },
          ],
          "indent": 3,
          "kind": "line",
        },
      ]
    `);
  });

  it.each([
    ['no run has taken it up', { run: undefined, ledger: [], status: 'pending' }, 'mmm run --spec 02'],
    ['it is paused', { status: 'paused' }, 'mmm resume r1'],
    ['it is unmet', { status: 'unmet' }, 'mmm run --spec 02'],
    ['it was tampered with', { status: 'tampered' }, 'mmm run show r1'],
    [
      'a person has to answer',
      { status: 'waiting', ledger: [PASSING, row({ verdict: 'waiting', checks: [result('waiting')] })] },
      'mmm criteria approve 02 2',
    ],
    [
      'nothing checks a criterion',
      { status: 'unmet', ledger: [PASSING, row({ verdict: 'unverifiable', checks: [] })] },
      'mmm run --spec 02 --judge',
    ],
  ] as const)('where %s ends with %s', (_title, parts, next) => {
    expect(explain(input(parts)).next?.command).toContain(next);
  });

  it('says of a spec that is done only that', () => {
    const report = explain(input({ status: 'done' }));
    expect(report).toMatchObject({ done: true, obstacle: undefined, next: undefined });
    expect(whyView(report)[0]).toMatchObject({ cells: [{ text: '02-export is done.' }] });
  });

  it('shows a failing gate where every criterion holds', () => {
    const facts = { ...input().facts, gates: [result('fail', { source: 'npm test' })] };
    const report = explain(
      input({ ledger: [1, 2].map((n) => row(verdict('pass', [result('pass')], n))), facts }),
    );
    expect(report.obstacle).toMatchObject({ ordinal: undefined, text: 'npm test' });
  });

  it('survives events of another version', () => {
    const strange = [
      null,
      3,
      'x',
      [],
      {},
      { spec: '02-export' },
      { spec: '02-export', files: 7, iteration: 'one' },
    ];
    const types = [
      'iteration.ended',
      'cost.booked',
      'tampering.found',
      'verdicts.recorded',
      'spec.status-changed',
      'new',
    ];
    const events = types.flatMap((type) =>
      strange.map((data, seq) => ({ run: 'r1', seq, at: 0, type, data: JSON.parse(JSON.stringify(data)) })),
    );
    expect(explain(input({ facts: runFacts(events, '02-export') })).obstacle?.ordinal).toBe(2);
  });
});
