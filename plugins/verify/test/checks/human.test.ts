import { describe, expect, it } from 'vitest';
import { type HumanAnswer, verifyService } from '../../src/api.ts';
import kind from '../../src/checks/human.ts';
import { open, runCheck, temporaryFolder } from '../project.ts';
import { check } from '../specs.ts';

const question = check('human', 'Is it calm?');
const answer: HumanAnswer = {
  spec: '01-login',
  key: '00000001',
  tree: 'tree-1',
  approved: true,
  by: 'ada',
  note: undefined,
};

describe('a question to a person', () => {
  it('waits until it is answered', async () => {
    const host = await open(temporaryFolder());
    expect(await runCheck(kind, question, await host.context('verify'))).toMatchObject({
      verdict: 'waiting',
      reason: 'waits for an answer: Is it calm?',
    });
  });

  it('passes when it was approved, and fails with the note when it was rejected later', async () => {
    const host = await open(temporaryFolder());
    const context = await host.context('verify');
    const service = await host.service(verifyService);
    await service.answer(answer);
    expect(await runCheck(kind, question, context)).toMatchObject({
      verdict: 'pass',
      reason: 'approved by ada',
    });
    await service.answer({ ...answer, approved: false, note: 'too loud' });
    expect(await runCheck(kind, question, context)).toMatchObject({
      verdict: 'fail',
      reason: 'rejected by ada: too loud',
    });
  });

  it.each([
    ['another tree', { tree: 'tree-2' }],
    ['another criterion', { key: 'ffffffff' }],
    ['another spec', { spec: '02-other' }],
  ])('is not answered by what was said of %s', async (_title, parts) => {
    const host = await open(temporaryFolder());
    const service = await host.service(verifyService);
    await service.answer({ ...answer, ...parts });
    expect((await runCheck(kind, question, await host.context('verify'))).verdict).toBe('waiting');
  });

  it('cannot stand for a gate, and has to ask something', async () => {
    const host = await open(temporaryFolder());
    const context = await host.context('verify');
    expect((await runCheck(kind, question, context, { criterion: undefined })).verdict).toBe('unverifiable');
    expect((await runCheck(kind, check('human', ''), context)).reason).toBe('The human check asks nothing.');
  });
});
