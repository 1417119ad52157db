// Runs the real bin as a person would, in an environment built from nothing and a home folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const BIN: string = fileURLToPath(new URL('../bin/mmm.js', import.meta.url));

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface BinOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Options of node itself. */
  readonly node?: readonly string[];
}

export interface Sandbox extends AsyncDisposable {
  /** MMM_HOME. */
  readonly home: string;
  /** An empty folder outside of any project, where commands are run. */
  readonly cwd: string;
  run(args: readonly string[], options?: BinOptions): Promise<Ended>;
  start(args: readonly string[], options?: BinOptions): ChildProcess;
}

/** `plugins` are copied into the home folder, by folder name. */
export async function createSandbox(plugins: Readonly<Record<string, string>> = {}): Promise<Sandbox> {
  const cwd = await mkdtemp(join(tmpdir(), 'mmm-e2e-'));
  const home = await mkdtemp(join(tmpdir(), 'mmm-home-'));
  for (const [name, folder] of Object.entries(plugins))
    await cp(folder, join(home, 'plugins', name), { recursive: true });
  const start = (args: readonly string[], { env = {}, node = [] }: BinOptions = {}): ChildProcess =>
    spawn(process.execPath, [...node, BIN, ...args], {
      cwd,
      env: {
        PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
        HOME: home,
        MMM_HOME: home,
        ...env,
      },
    });
  return {
    home,
    cwd,
    start,
    run: (args, options) => ended(start(args, options)),
    async [Symbol.asyncDispose]() {
      for (const folder of [cwd, home]) await rm(folder, { recursive: true, force: true });
    },
  };
}

export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ stdout, stderr, code }));
  });
}

/** Resolves when the child has printed this on stdout. */
export function printed(child: ChildProcess, text: string): Promise<void> {
  let seen = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer | string) => {
      seen += String(chunk);
      if (seen.includes(text)) resolve();
    });
    child.on('close', () => reject(new Error(`the process ended without printing "${text}": ${seen}`)));
  });
}
