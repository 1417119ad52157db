import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface WorkerOptions {
  readonly run?: string;
  readonly steps?: number;
  /** Names, joined by commas. */
  readonly claims?: string;
  /** `start` and `step` wait for a line on standard input; `lease` waits until the run is free. */
  readonly wait?: readonly ('start' | 'step' | 'lease')[];
  readonly crashAt?: string;
}

export interface Worker {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly lines: readonly string[];
  /** Resolves when it says a line that starts so; rejects when it ends without. */
  says(start: string): Promise<string>;
  /** Lets it go on where it waits. */
  goOn(): void;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: string | null;
    readonly stderr: string;
  }>;
}

const script = join(import.meta.dirname, 'fixtures', 'journal-worker.ts');

/** Starts a process of its own that works through a run. */
export function startWorker(root: string, { crashAt, ...options }: WorkerOptions = {}): Worker {
  const home = join(root, 'home');
  mkdirSync(home, { recursive: true });
  const child = spawn(process.execPath, [script, JSON.stringify({ root, home, ...options })], {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH, ...(crashAt === undefined ? {} : { MMM_CRASH_AT: crashAt }) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of [...waiting]) look();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdin.on('error', () => undefined);
  let over = false;
  const ended = new Promise<Awaited<Worker['ended']>>((resolve) => {
    child.on('close', (code, signal) => {
      over = true;
      resolve({ code, signal, stderr });
      wake();
    });
  });
  return {
    child,
    lines,
    ended,
    goOn: () => child.stdin.write('\n'),
    says: (start) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = lines.find((said) => said.startsWith(start));
          if (line === undefined && !over) return;
          waiting.delete(look);
          if (line !== undefined) resolve(line);
          else reject(new Error(`the worker ended without "${start}": ${lines.join(', ')} ${stderr}`));
        };
        waiting.add(look);
        look();
      }),
  };
}
