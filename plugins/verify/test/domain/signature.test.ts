import { describe, expect, it } from 'vitest';
import { failureSignature, normalise } from '../../src/domain/signature.ts';
import { result, verdict } from '../specs.ts';

describe('a normalised line', () => {
  it.each([
    ['took 999 ms', 'took 1.2 s'],
    ['at src/login.ts:12:5', 'at src/login.ts:7:33'],
    ['at src/login.ts:12:5', 'at src/login.ts:7'],
    ['commit 4f2c1aa failed', 'commit 0123456789abcdef failed'],
    ['port 999999', 'port 1000000'],
    ['2026-11-20T11:57:32Z boom', '2027-01-02 03:04:05.678 boom'],
    ['ENOENT /tmp/mmm-a1b2/x', 'ENOENT /private/var/folders/zz/T/y'],
    ['id 6f1c2f0e-30f4-4f2e-9c46-1f0e8a9b7c6d', 'id 00000000-0000-4000-8000-000000000000'],
    ['\u001b[31mfailed\u001b[0m', 'failed'],
    ['1:12', '1:02:12'],
  ])('is the same for "%s" and "%s"', (one, other) => {
    expect(normalise(one)).toBe(normalise(other));
  });

  it('differs where the words do', () => {
    expect(normalise('expected "id"')).not.toBe(normalise('expected "name"'));
  });
});

describe('the signature of a failure', () => {
  const failing = (evidence: string): string =>
    failureSignature([verdict('fail', [result('fail', { evidence })])], []);

  it('is empty where nothing fails', () => {
    expect(failureSignature([verdict('pass', [result('pass')])], [result('pass')])).toBe('');
  });

  it('stays while only times and places differ', () => {
    expect(failing('Error: boom at a.ts:1:2 (3 ms)')).toBe(failing('Error: boom at a.ts:9:8 (4.5 s)'));
  });

  it('tells failures of other criteria, commands and messages apart', () => {
    const other = failureSignature([verdict('fail', [result('fail', { evidence: 'Error: boom' })], 2)], []);
    const gate = failureSignature([], [result('fail', { evidence: 'Error: boom' })]);
    expect(new Set([failing('Error: boom'), failing('Error: bang'), other, gate]).size).toBe(4);
  });

  it('does not depend on the words of a judge', () => {
    const judged = (reason: string): string =>
      failureSignature([verdict('fail', [result('fail', { kind: 'judge', reason })])], []);
    expect(judged('it says too much')).toBe(judged('the message is too telling'));
  });
});
