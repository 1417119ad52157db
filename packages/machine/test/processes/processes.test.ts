import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutputLine, ProcessRequest, RunningProcess } from '@mmm/plugin-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcesses } from '../../src/processes/processes.ts';

const env = { PATH: process.env.PATH ?? '' };
const processes = createProcesses(env);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mmm-processes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shell = (script: string, more: Partial<ProcessRequest> = {}): ProcessRequest => ({
  file: 'sh',
  args: ['-c', script],
  cwd: folder,
  env,
  ...more,
});

async function linesOf(running: RunningProcess): Promise<readonly OutputLine[]> {
  const lines: OutputLine[] = [];
  for await (const line of running.lines) lines.push(line);
  return lines;
}

/** The pid that a child wrote to a file, once the file is there. */
async function pidFrom(file: string): Promise<number> {
  for (;;) {
    const text = existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
    if (text.endsWith('\n')) return Number(text);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const isRunning = (pid: number): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setImmediate(resolve));
}

describe('run', () => {
  it('returns both streams, the exit code and the hash of what came', async () => {
    const result = await processes.run(shell('printf hello; printf oops >&2; exit 3'));
    expect(result).toMatchObject({ end: 'exited', exitCode: 3, signal: undefined });
    expect(result.stdout).toEqual({
      text: 'hello',
      bytes: 5,
      truncated: false,
      sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    });
    expect(result.stderr.text).toBe('oops');
  });

  it('gives the child the named environment and nothing else', async () => {
    const { stdout } = await processes.run(shell('env', { env: { PATH: env.PATH, ONLY: 'this' } }));
    const names = stdout.text.split('\n').map((line) => line.split('=')[0]);
    expect(
      names.filter((name) => name && !['PATH', 'ONLY', 'PWD', '_', 'SHLVL', 'OLDPWD'].includes(name)),
    ).toEqual([]);
  });

  it('passes arguments without a shell', async () => {
    const { stdout } = await processes.run({ file: 'printf', args: ['%s', '$(id); "x"'], cwd: folder, env });
    expect(stdout.text).toBe('$(id); "x"');
  });

  it('feeds standard input and survives a child that does not read it', async () => {
    expect((await processes.run(shell('cat', { input: 'über' }))).stdout.text).toBe('über');
    expect((await processes.run(shell('exit 0', { input: 'x'.repeat(1_000_000) }))).end).toBe('exited');
  });

  it.each([
    ['a program that is nowhere', { file: 'no-such-program', args: [] }, 'not-found'],
    ['a path that is not there', { file: './no-such-program', args: [] }, 'not-found'],
    ['a folder that is not there', { file: 'sh', args: [], cwd: '/no/such/folder' }, 'not-started'],
    ['an argument with a NUL', { file: 'sh', args: ['a\0b'] }, 'not-started'],
  ] as const)('says that %s cannot be started', async (_title, more, end) => {
    const running = processes.start({ cwd: folder, env, ...more });
    const result = await running.done;
    expect(running.identity).toBeUndefined();
    expect(result).toMatchObject({ end, exitCode: undefined });
    expect(result.stderr.text).not.toBe('');
    expect(await linesOf(running)).toEqual([]);
    expect(await running.stop()).toBe(result);
  });

  it('tells a missing interpreter and a file that is no program from a missing program', async () => {
    writeFileSync(join(folder, 'script'), '#!/no/such/interpreter\n', { mode: 0o755 });
    writeFileSync(join(folder, 'plain'), 'text', { mode: 0o644 });
    for (const file of ['./script', './plain'])
      expect((await processes.run({ file, args: [], cwd: folder, env })).end).toBe('not-started');
  });

  it('reports the signal that ended a child', async () => {
    expect(await processes.run(shell('kill -9 $$'))).toMatchObject({ end: 'signalled', signal: 'SIGKILL' });
  });

  it('ends a child after its time', async () => {
    const result = await processes.run(shell('sleep 60', { timeoutMs: 50 }));
    expect(result).toMatchObject({ end: 'timed-out', signal: 'SIGTERM' });
  });

  it('ends a silent child, and not one that speaks', async () => {
    expect((await processes.run(shell('echo a; sleep 60', { idleMs: 100 }))).end).toBe('idle');
    const talking = shell('for i in 1 2 3 4 5 6; do echo $i; sleep 0.1; done', { idleMs: 400 });
    expect((await processes.run(talking)).end).toBe('exited');
  });

  it('ends a child whose signal aborts, and starts none whose signal has aborted', async () => {
    const controller = new AbortController();
    const running = processes.start(shell('echo $$ > pid; sleep 60', { signal: controller.signal }));
    await pidFrom('pid');
    controller.abort();
    expect((await running.done).end).toBe('aborted');
    const late = processes.start(shell('echo ran > ran', { signal: controller.signal }));
    expect((await late.done).end).toBe('aborted');
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('kills a child that ignores TERM', async () => {
    const running = processes.start(
      shell('trap "" TERM; echo $$ > pid; while :; do sleep 0.05; done', { graceMs: 50 }),
    );
    await pidFrom('pid');
    expect(await running.stop()).toMatchObject({ end: 'stopped', signal: 'SIGKILL' });
  });

  it('kills grandchildren with the group', async () => {
    const running = processes.start(
      shell('sh -c "echo \\$\\$ > grandchild; sleep 60" & echo $$ > pid; wait'),
    );
    const pid = await pidFrom('grandchild');
    expect(isRunning(pid)).toBe(true);
    await running.stop();
    await gone(pid);
  });

  it('kills what a child leaves behind in its group', async () => {
    const result = await processes.run(shell('sleep 60 & echo $! > left; exit 0'));
    expect(result).toMatchObject({ end: 'exited', exitCode: 0 });
    await gone(await pidFrom('left'));
  });

  it('does not wait for a grandchild that left the group and holds the streams', async () => {
    const result = await processes.run(
      shell('setsid sh -c "echo \\$\\$ > away; sleep 60" & while [ ! -s away ]; do :; done; echo out'),
    );
    expect(result).toMatchObject({ end: 'exited', exitCode: 0 });
    expect(result.stdout.text).toBe('out\n');
    expect(result.durationMs).toBeLessThan(5000);
    process.kill(await pidFrom('away'), 'SIGKILL');
  });

  it('keeps the start and the end of long output', async () => {
    const { stdout } = await processes.run(shell('seq 1 100000', { keepBytes: 64 }));
    expect(stdout).toMatchObject({ bytes: 588_895, truncated: true });
    expect(stdout.text).toMatch(/^1\n2\n[\s\S]*\n\[… 588831 bytes cut …\]\n[\s\S]*100000\n$/);
  });

  it('records standard output up to its limit', async () => {
    const recordTo = join(folder, 'logs', 'out');
    await processes.run(shell('printf 0123456789', { recordTo, recordBytes: 4 }));
    expect(readFileSync(recordTo, 'utf8')).toBe('0123');
    const refused = await processes.run(shell('true', { recordTo: join(folder, 'logs', 'out', 'below') }));
    expect(refused.end).toBe('not-started');
  });

  it('survives a gigabyte of output in little memory', { timeout: 60_000 }, async () => {
    const before = process.memoryUsage.rss();
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 20);
    const result = await processes.run({
      file: 'head',
      args: ['-c', '1073741824', '/dev/zero'],
      cwd: folder,
      env,
    });
    clearInterval(timer);
    expect(result).toMatchObject({ end: 'exited', stdout: { bytes: 1_073_741_824, truncated: true } });
    expect(result.stdout.sha256).toBe('49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14');
    expect((peak - before) / 1024 / 1024).toBeLessThan(200);
  });
});

describe('start', () => {
  it('names the process while it runs', async () => {
    const running = processes.start(shell('echo $$; sleep 60'));
    const { identity } = running;
    if (identity === undefined) throw new Error('the child has no identity');
    for await (const line of running.lines) {
      expect(line.text).toBe(String(identity.pid));
      break;
    }
    expect(processes.isAlive(identity)).toBe(true);
    expect(processes.kill({ ...identity, startedAt: '1' })).toBe(false);
    expect(processes.kill(identity)).toBe(true);
    expect((await running.done).end).toBe('signalled');
    expect(processes.isAlive(identity)).toBe(false);
    expect(processes.kill(identity)).toBe(false);
  });

  it('gives lines, the last one also without its newline', async () => {
    const running = processes.start(shell("printf 'a\\r\\n\\nb'"));
    expect((await linesOf(running)).map((line) => line.text)).toEqual(['a', '', 'b']);
  });

  it('holds the child back while nobody reads', async () => {
    const running = processes.start(
      shell('yes | head -c 2000000; echo done > done', { idleMs: 100, keepBytes: 0 }),
    );
    const reader = running.lines[Symbol.asyncIterator]();
    await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(existsSync(join(folder, 'done'))).toBe(false);
    let count = 1;
    while (!(await reader.next()).done) count += 1;
    expect(count).toBe(1_000_000);
    expect(await running.done).toMatchObject({ end: 'exited', stdout: { bytes: 2_000_000 } });
  });

  it('lets the output flow when its reader stops early', async () => {
    const running = processes.start(shell('yes | head -c 8000000'));
    for await (const line of running.lines) {
      expect(line.text).toBe('y');
      break;
    }
    expect((await running.done).stdout.bytes).toBe(8_000_000);
  });

  it('ends for one who reads no lines', async () => {
    expect((await processes.start(shell('seq 1 500')).done).end).toBe('exited');
  });
});

describe('this machine', () => {
  it('finds processes by their environment', async () => {
    const running = processes.start(shell('echo; sleep 60', { env: { ...env, MMM_RUN_ID: 'run-42' } }));
    await running.lines[Symbol.asyncIterator]().next();
    const found = await processes.findByEnvironment('MMM_RUN_ID', 'run-42');
    expect(found.map((identity) => identity.pid)).toContain(running.identity?.pid);
    expect(await processes.findByEnvironment('MMM_RUN_ID', 'run-4')).toEqual([]);
    await running.stop();
  });

  it('knows itself', () => {
    expect(processes.self.pid).toBe(process.pid);
    expect(processes.isAlive(processes.self)).toBe(true);
    expect(processes.isAlive({ ...processes.self, bootId: 'another' })).toBe(false);
    expect(processes.kill(processes.self)).toBe(false);
  });

  it('leaves no child behind when this process exits', async () => {
    const file = join(import.meta.dirname, 'leaver.ts');
    const { stdout } = await processes.run({ file: process.execPath, args: [file], cwd: folder, env });
    expect(stdout.text).toMatch(/^\d+\n$/);
    await gone(Number(stdout.text));
  });

  it('finds programs on the PATH', async () => {
    writeFileSync(join(folder, 'tool'), '#!/bin/sh\n', { mode: 0o755 });
    writeFileSync(join(folder, 'data'), '', { mode: 0o644 });
    const here = createProcesses({ PATH: `relative:${folder}` });
    expect(await here.which('tool')).toBe(join(folder, 'tool'));
    expect(await here.which('data')).toBeUndefined();
    expect(await here.which('sh')).toBeUndefined();
    expect(await here.which(join(folder, 'tool'))).toBe(join(folder, 'tool'));
  });
});
