import { stateService } from '@mmm/plugin-state/api';
import { describe, expect, it } from 'vitest';
import { verifyService } from '../../src/api.ts';
import { open, record, temporaryFolder } from '../project.ts';
import { result, verdict } from '../specs.ts';

function verdicts(
  iteration: number,
  ...criteria: readonly ReturnType<typeof verdict>[]
): {
  readonly type: string;
  readonly data: unknown;
} {
  const data = { spec: '01-login', iteration, tree: `tree-${iteration}`, criteria, gates: [], tampering: [] };
  return { type: 'verdicts.recorded', data };
}

describe('the ledger', () => {
  it('has the newest verdict of each criterion, with where it comes from', async () => {
    const host = await open(temporaryFolder());
    await record(host, 'r1', [
      verdicts(0, verdict('fail', [result('fail')], 1), verdict('pass', [result('pass')], 2)),
      verdicts(1, verdict('pass', [result('pass')], 1)),
    ]);
    const service = await host.service(verifyService);
    expect(await service.ledger('01-login')).toMatchObject([
      { ordinal: 1, verdict: 'pass', run: 'r1', iteration: 1, tree: 'tree-1', checks: [{ exitCode: 0 }] },
      { ordinal: 2, verdict: 'pass', run: 'r1', iteration: 0, tree: 'tree-0' },
    ]);
    expect(await service.ledger('02-other')).toEqual([]);
  });

  it('can be asked for one run', async () => {
    const host = await open(temporaryFolder());
    await record(host, 'r1', [verdicts(1, verdict('fail', [result('fail')]))]);
    await record(host, 'r2', [verdicts(1, verdict('pass', [result('pass')]))]);
    const service = await host.service(verifyService);
    expect(await service.ledger('01-login', 'r1')).toMatchObject([{ run: 'r1', verdict: 'fail' }]);
    expect(await service.ledger('01-login')).toMatchObject([{ run: 'r2', verdict: 'pass' }]);
  });

  it('is the same after it was made again from the events', async () => {
    const host = await open(temporaryFolder());
    await record(host, 'r1', [verdicts(1, verdict('fail', [result('fail', { evidence: 'boom' })]))]);
    await record(host, 'r2', [verdicts(2, verdict('judged', [result('judged', { usd: 0.02 })], 2))]);
    const service = await host.service(verifyService);
    const before = await service.ledger('01-login');
    const state = await host.service(stateService);
    await state.rebuild();
    expect(await service.ledger('01-login')).toEqual(before);
  });

  it('takes from an event of another version what it understands', async () => {
    const host = await open(temporaryFolder());
    await record(host, 'r1', [
      { type: 'verdicts.recorded', data: { nothing: true } },
      { type: 'verdicts.recorded', data: { spec: '01-login', iteration: 1, criteria: 'none' } },
      verdicts(2, { ...verdict('pass', [result('pass')]), verdict: JSON.parse('"splendid"') }),
    ]);
    const service = await host.service(verifyService);
    expect(await service.ledger('01-login')).toMatchObject([{ iteration: 2, verdict: 'unverifiable' }]);
  });
});
