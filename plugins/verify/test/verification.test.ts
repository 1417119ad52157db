import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type VerifyReport, type VerifyRequest, verifyService } from '../src/api.ts';
import { open, type ProjectOptions, temporaryFolder, write } from './project.ts';
import { check, command, criterion, spec } from './specs.ts';

async function verify(
  parts: Parameters<typeof spec>[0],
  options: ProjectOptions = {},
  request: Partial<VerifyRequest> = {},
): Promise<VerifyReport & { readonly root: string }> {
  const root = temporaryFolder();
  write(root, { 'a.md': 'login\n' });
  const host = await open(root, options);
  const service = await host.service(verifyService);
  const full = {
    spec: spec(parts),
    folder: root,
    tree: 't',
    run: 'r',
    iteration: 1,
    vacuous: [],
    ...request,
  };
  return { ...(await service.verify(full, new AbortController().signal)), root };
}

describe('verify', () => {
  it('is met where every criterion and gate holds', async () => {
    const report = await verify({
      criteria: [
        criterion(1, command('`true`'), check('file', '`a.md` exists')),
        criterion(2, command('`true`')),
      ],
      gates: [command('`true`')],
    });
    expect(report).toMatchObject({ met: true, waiting: false, signature: '', usd: 0 });
    expect(report.criteria.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  });

  it('runs a command line once, in the order of the file, and shares its result', async () => {
    const ran = command('`echo ran >> log`');
    const report = await verify({
      criteria: [criterion(1, ran), criterion(2, command('`echo second >> log`'), ran)],
      gates: [{ ...ran, source: 'echo ran >> log' }],
    });
    expect(readFileSync(`${report.root}/log`, 'utf8')).toBe('ran\nsecond\n');
    expect(report.gates[0]?.source).toBe('echo ran >> log');
    expect(report.criteria[0]?.checks[0]?.source).toBe('check: `echo ran >> log`');
  });

  it('marks what passed on the base as vacuous', async () => {
    const report = await verify(
      { criteria: [criterion(1, command('`true`')), criterion(2, command('`true`'))] },
      {},
      {
        vacuous: ['00000002'],
      },
    );
    expect(report.criteria.map(({ vacuous }) => vacuous)).toEqual([false, true]);
  });

  it('never passes a criterion without checks', async () => {
    const report = await verify({ criteria: [criterion(1)] });
    expect(report).toMatchObject({ met: false, criteria: [{ verdict: 'unverifiable', checks: [] }] });
  });

  it('names the nearest kind of an unknown check', async () => {
    const report = await verify({ criteria: [criterion(1, check('fiel', '`a.md` exists'))] });
    expect(report.criteria[0]).toMatchObject({
      verdict: 'unverifiable',
      checks: [{ reason: 'No plugin brings the kind of check "fiel". Did you mean file?' }],
    });
  });

  it('does not pay a judge for a criterion that fails already', async () => {
    const report = await verify({
      criteria: [criterion(1, command('`false`'), check('judge', 'Is it so?'))],
    });
    expect(report.criteria[0]).toMatchObject({
      verdict: 'fail',
      checks: [{}, { reason: 'not asked, since another check of the criterion fails' }],
    });
  });

  it('waits where only a person is missing', async () => {
    const report = await verify({
      criteria: [criterion(1, command('`true`'), check('human', 'Is it calm?'))],
    });
    expect(report).toMatchObject({ met: false, waiting: true, criteria: [{ verdict: 'waiting' }] });
  });

  it('runs nothing of a project that is not trusted', async () => {
    const failing = verify({ criteria: [criterion(1, command('`true`'))] }, { trusted: false });
    await expect(failing).rejects.toThrow(/trust/);
  });

  it('stops when it is interrupted', async () => {
    const host = await open(temporaryFolder());
    const service = await host.service(verifyService);
    const stop = new AbortController();
    const running = service.verify(
      {
        spec: spec({ criteria: [criterion(1, command('`sleep 60`'))] }),
        ...{
          folder: (await host.context('verify')).requireProject().root,
          tree: 't',
          run: 'r',
          iteration: 1,
          vacuous: [],
        },
      },
      stop.signal,
    );
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});
