// A project for crash tests: the real bin, a script agent, a home of its own, an environment built from nothing.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileSpec, type Repository, repository } from '../repository.ts';

const BIN = join(import.meta.dirname, '..', '..', '..', '..', 'apps', 'cli', 'bin', 'mmm.js');

export const SPECS: readonly string[] = ['01-one', '02-two'];

export interface CrashProject extends Disposable {
  readonly repository: Repository;
  readonly home: string;
  mmm(...args: readonly string[]): Mmm;
  /** Dies by itself at a journal write: `7` right before the seventh, `7+` right after it. */
  mmmDyingAt(write: string, ...args: readonly string[]): Mmm;
}

export interface Mmm {
  readonly child: ChildProcess;
  /** Events that the process has printed so far. */
  readonly events: () => readonly Readonly<Record<string, unknown>>[];
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Does `work` with every item, two at a time: one for each core. */
export async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all([lane(), lane()]);
}

/** Two specs of two iterations each; each iteration starts a child that outlives its agent. */
export function crashProject(): CrashProject {
  const script = Object.fromEntries(
    SPECS.map((name) => {
      const edit = (file: string) => ({ edits: [{ write: `${name}-${file}.txt`, content: file }] });
      const costs = { cost_usd: 0.01, delay_ms: 40, linger: 30 };
      return [
        name,
        [
          { ...edit('first'), ...costs },
          { ...edit('second'), ...costs },
        ],
      ];
    }),
  );
  const specs = Object.fromEntries(
    SPECS.map((name) => [
      `specs/${name}.md`,
      fileSpec(name, { [`${name}-first.txt`]: 'first', [`${name}-second.txt`]: 'second' }),
    ]),
  );
  const project = repository(specs, script);
  const folder = dirname(project.root);
  const home = join(folder, 'home');
  mkdirSync(home);
  writeFileSync(join(home, 'config.toml'), `[run]\nparallel = 2\n`);
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
    HOME: home,
    MMM_HOME: home,
    MMM_AGENT_DEFAULT: 'script',
    MMM_SCRIPT_FILE: join(folder, 'script.yaml'),
    MMM_STATE_LEASE_SECONDS: '1',
  };
  return {
    repository: project,
    home,
    mmm: (...args) => start(project.root, env, args),
    mmmDyingAt: (write, ...args) => start(project.root, { ...env, MMM_CRASH_AT: write }, args),
    [Symbol.dispose]: () => project[Symbol.dispose](),
  };
}

function start(cwd: string, env: Readonly<Record<string, string>>, args: readonly string[]): Mmm {
  const all = [BIN, ...args, '--trust-project', '--json-events'];
  const child = spawn(process.execPath, all, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    // `exit`, not `close`: what outlives a killed mmm may hold its pipes.
    child.once('exit', (code) => setImmediate(() => resolve({ code, stdout, stderr })));
  });
  return { child, ended, events: () => eventsIn(stdout) };
}

function eventsIn(stdout: string): Readonly<Record<string, unknown>>[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const value: unknown = line.startsWith('{"type"') ? JSON.parse(line) : undefined;
      return typeof value === 'object' && value !== null && 'type' in value ? [{ ...value }] : [];
    });
}
