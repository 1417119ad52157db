import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import kind from '../../src/checks/judge.ts';
import { open, runCheck, temporaryFolder, write } from '../project.ts';
import { check } from '../specs.ts';

const question = check('judge', 'Do the messages differ?');
const plugins = [join(import.meta.dirname, '..', 'fixtures', 'judge')];

async function judge(
  script: string,
  agent: string | undefined = 'shell',
): Promise<ReturnType<typeof runCheck>> {
  const root = temporaryFolder();
  write(root, {
    'src/login.ts': 'export const MESSAGE =\n  "Wrong user or password";\n',
    'specs/01-login.md': '# Login\nDo the messages differ?\n',
    '.mmm/judge.sh': `cat > "$(dirname "$0")/prompt.txt"\n${script}`,
  });
  const host = await open(root, { plugins });
  const result = await runCheck(kind, question, await host.context('verify'), { judgeAgent: agent });
  if (agent === 'shell')
    expect(readFileSync(join(root, '.mmm/prompt.txt'), 'utf8')).toContain('Do the messages differ?');
  if (agent === 'shell') expect(existsSync(join(root, '.mmm/logs/judges'))).toBe(true);
  return result;
}

const says = (answer: unknown): string => `cat <<'END'\nI looked.\n${JSON.stringify(answer)}\nEND\n`;
const quoting = (file: string, quote: string): string =>
  says({ verdict: 'yes', reason: 'They are one message.', evidence: [{ file, quote }] });

describe('a judge', () => {
  it('that says yes and quotes the tree makes a judged criterion', async () => {
    expect(await judge(quoting('./src/login.ts', 'MESSAGE = "Wrong user or password"'))).toMatchObject({
      verdict: 'judged',
      reason: 'They are one message.',
      evidence: 'src/login.ts: MESSAGE = "Wrong user or password"',
      usd: 0.02,
    });
  });

  it('that says no makes it fail', async () => {
    const no = says({ verdict: 'no', reason: 'They differ.', evidence: [] });
    expect(await judge(no)).toMatchObject({ verdict: 'fail', reason: 'They differ.' });
  });

  it.each([
    ['quotes what is not there', quoting('src/login.ts', 'No such user is known')],
    ['quotes the spec', quoting('specs/01-login.md', 'Do the messages differ?')],
    ['quotes a file outside', quoting('../../../../../../etc/passwd', 'root:x:0:0:root')],
    ['quotes nothing', says({ verdict: 'yes', reason: '', evidence: [] })],
  ])('that says yes and %s proves nothing', async (_title, script) => {
    expect(await judge(script)).toMatchObject({
      verdict: 'unverifiable',
      reason: 'the judge says yes, but nothing that it quotes is in the tree',
    });
  });

  it('that changes files proves nothing', async () => {
    const script = `echo x > "$(dirname "$0")/../src/new.ts"\n${quoting('src/login.ts', 'Wrong user or password')}`;
    expect(await judge(script)).toMatchObject({
      verdict: 'unverifiable',
      reason: 'the judge changed files (src/new.ts); the tree has to be restored',
    });
  });

  it('that answers in prose proves nothing', async () => {
    expect(await judge('echo yes, certainly')).toMatchObject({
      verdict: 'unverifiable',
      reason: 'the judge gave no answer that can be read',
    });
  });

  it('that fails, or that nobody set, proves nothing', async () => {
    expect((await judge('exit 1')).verdict).toBe('unverifiable');
    const root = temporaryFolder();
    const host = await open(root);
    expect(await runCheck(kind, question, await host.context('verify'))).toMatchObject({
      verdict: 'unverifiable',
      reason: 'no agent is set that could judge (verify.judge_agent)',
    });
  });

  it('that is unknown is named', async () => {
    expect(await judge('true', 'shel')).toMatchObject({
      verdict: 'unverifiable',
      reason: expect.stringContaining('shel'),
    });
  });
});
