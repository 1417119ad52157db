import { defineErrors } from '@mmm/plugin-api';
import { expect, it } from 'vitest';
import { type ErrorReport, reportError } from '../src/errors-out.ts';

const { errors } = defineErrors<{ LOST: { file: string } }>('SAMPLE', {
  LOST: {
    doc: 'A file is lost.',
    message: (d) => `The file "${d.file}" is lost.`,
    hint: () => 'mmm find',
    exit: 3,
  },
});
const at = { path: 'mmm.toml', line: 3, column: 1 };

it('prints message, position and hint on stderr', () => {
  expect(report(errors.LOST({ file: 'a.md' }, { at }))).toEqual({
    stdout: '',
    stderr: 'error: The file "a.md" is lost.\nat mmm.toml:3:1\nhint: mmm find\n',
    exit: 3,
  });
});

it('says the position once', () => {
  const { stderr } = report(errors.LOST({ file: 'mmm.toml:3:1' }, { at }));
  expect(stderr).toBe('error: The file "mmm.toml:3:1" is lost.\nhint: mmm find\n');
});

it('prints code, message, hint, docs and position as JSON on stdout', () => {
  const { stdout, stderr, exit } = report(errors.LOST({ file: 'a.md' }, { at }), { json: 'whole' });
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: 'MMM_SAMPLE_LOST',
      message: 'The file "a.md" is lost.',
      hint: 'mmm find',
      docs: 'docs/errors.md#mmm_sample_lost',
      at,
    },
  });
  expect({ stderr, exit }).toEqual({ stderr: '', exit: 3 });
});

it('ends a stream of events with the error on one line', () => {
  const { stdout } = report(errors.LOST({ file: 'a.md' }), { json: 'line' });
  expect(stdout.trimEnd()).not.toContain('\n');
  expect(JSON.parse(stdout)).toMatchObject({
    type: 'command.ended',
    exit: 3,
    error: { code: 'MMM_SAMPLE_LOST' },
  });
});

it('adds code, stack and causes with --debug', () => {
  const cause = new Error('disk gone');
  const { stderr } = report(errors.LOST({ file: 'a.md' }, { cause }), { debug: true });
  expect(stderr).toContain('MMM_SAMPLE_LOST');
  expect(stderr).toContain('caused by Error: disk gone');
  expect(report(errors.LOST({ file: 'a.md' }, { cause })).stderr).not.toContain('disk gone');
});

it('takes everything else for a bug: exit 70, with stack and log', () => {
  const { stderr, exit } = report(new TypeError('x is undefined'), { log: '/project/.mmm/logs' });
  expect(exit).toBe(70);
  expect(stderr).toMatch(/^bug: TypeError: x is undefined\n {4}at .*errors-out\.test\.ts/);
  expect(stderr).toContain('log: /project/.mmm/logs');
});

it('survives a cause that leads back to itself, and things that are no errors', () => {
  const loop = new Error('round');
  loop.cause = loop;
  expect(report(loop).exit).toBe(70);
  expect(report('just text').stderr).toContain('bug: just text');
});

it('removes secrets and control characters', () => {
  const { stderr } = report(errors.LOST({ file: '\u001b[31mhunter2\u0007' }));
  expect(stderr).toContain('The file "***" is lost.');
});

function report(thrown: unknown, more: Partial<Parameters<typeof reportError>[1]> = {}): ErrorReport {
  const redact = (text: string): string => text.replaceAll('hunter2', '***');
  return reportError(thrown, { json: 'none', debug: false, color: false, redact, ...more });
}
