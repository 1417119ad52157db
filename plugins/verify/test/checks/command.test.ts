import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import kind from '../../src/checks/command.ts';
import { open, runCheck, temporaryFolder, write } from '../project.ts';
import { command } from '../specs.ts';

describe('a command', () => {
  it.each([
    ['`true`', 'pass', 'exit 0'],
    ['`exit 3` exits 3', 'pass', 'exit 3'],
    ['`exit 3`', 'fail', 'exit 3'],
    ['`true` exits 2', 'fail', 'exit 0 instead of 2'],
    ['`echo "expected 1, received 2" >&2; exit 1`', 'fail', 'exit 1: expected 1, received 2'],
    ['`echo hello` prints `hello`', 'pass', 'exit 0'],
    ['`echo hello >&2` prints `hello`', 'pass', 'exit 0'],
    ['`echo hello` prints `bye`', 'fail', 'exit 0, but the output has no bye'],
    ['`echo hello; exit 1` prints `hello`', 'fail', 'exit 1: hello'],
    ['`echo v1.2` matches `^v\\d`', 'pass', 'exit 0'],
    ['`echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!` matches `^(a+)+$`', 'fail', /within two seconds$/],
    ['`no-such-program-here`', 'fail', /^exit 127 \(command not found\): .*not found/],
    ['`./plain.txt`', 'fail', /^exit 126 \(not executable\)/],
    ['`kill -9 $$`', 'fail', 'it was ended by SIGKILL'],
    ['`pwd` prints `mmm verify ü-`', 'pass', 'exit 0'],
    ['no code', 'unverifiable', 'The check has no command in backticks.'],
  ])('%s is %s', async (line, verdict, reason) => {
    const root = temporaryFolder();
    write(root, { 'plain.txt': 'x' });
    const host = await open(root);
    const result = await runCheck(kind, command(line), await host.context('verify'));
    expect(result).toMatchObject({
      verdict,
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    });
  });

  it('that takes too long fails, and what it started is stopped', async () => {
    const root = temporaryFolder();
    const host = await open(root, { config: { 'verify.timeout_minutes': 0.005 } });
    const check = command('`sleep 60 & echo $! > pid; wait`');
    const result = await runCheck(kind, check, await host.context('verify'));
    expect(result).toMatchObject({
      verdict: 'fail',
      reason: 'it did not end within 0.005 minutes and was stopped',
    });
    const pid = readFileSync(`${root}/pid`, 'utf8').trim();
    const alive = readdirSync('/proc').includes(pid) ? stateOf(pid) : 'gone';
    expect(['gone', 'Z']).toContain(alive);
  });

  it('gets the environment without secrets, and the id of its run', async () => {
    const environment = { API_TOKEN: 'hunter2hunter2', WANTED_KEY: 'shown', TZ: 'UTC' };
    const host = await open(temporaryFolder(), {
      environment,
      config: { 'verify.env_allow': ['WANTED_KEY'] },
    });
    const line = '`echo "[$API_TOKEN] [$TZ] [$MMM_RUN_ID] [$WANTED_KEY]"` prints `[] [UTC] [run-1] [shown]`';
    expect(await runCheck(kind, command(line), await host.context('verify'))).toMatchObject({
      verdict: 'pass',
    });
  });

  it('leaves evidence that is readable and without secrets', async () => {
    const host = await open(temporaryFolder(), { environment: { API_TOKEN: 'hunter2hunter2' } });
    const line = "`printf '\\033[31mError: no hunter2hunter2\\033[0m\\n'; exit 1`";
    const result = await runCheck(kind, command(line), await host.context('verify'));
    expect(result.evidence).toBe('Error: no [redacted]');
    expect(result.reason).toBe('exit 1: Error: no [redacted]');
    expect(result.outputSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that prints without end is bounded', async () => {
    const host = await open(temporaryFolder());
    const line = '`head -c 50000000 /dev/zero | tr "\\0" x; exit 1`';
    const result = await runCheck(kind, command(line), await host.context('verify'));
    expect(result.verdict).toBe('fail');
    expect(result.evidence.length).toBeLessThan(20_000);
  });
});

function stateOf(pid: string): string {
  return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? 'gone';
}
