// Times of whole processes, from the spawn to the end, and what they take of the memory at most.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const BIN: string = join(import.meta.dirname, '..', 'apps', 'cli', 'bin', 'mmm.js');

export interface Row {
  readonly what: string;
  readonly floorMs: number;
  readonly measuredMs: number;
  /** How many times the floor it should take at most; undefined where none was set. */
  readonly aim: number | undefined;
  readonly memoryMb: number;
}

export interface Sandbox {
  readonly cwd: string;
  /** MMM_HOME and HOME. */
  readonly home: string;
}

/** The environment is built from nothing, so that the figures do not depend on whose machine it is. */
export function environment({ home }: Sandbox): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, MMM_HOME: home };
}

export interface Comparison {
  readonly sandbox: Sandbox;
  /** Arguments of node. */
  readonly floor: readonly string[];
  readonly candidate: readonly string[];
  readonly samples: number;
  /** Called before each run of the candidate; not measured. */
  readonly prepare?: () => void;
}

/** Medians of runs that alternate, so that both see the same machine. */
export function compare(comparison: Comparison): Pick<Row, 'floorMs' | 'measuredMs' | 'memoryMb'> {
  const { sandbox, floor, candidate, samples, prepare = () => undefined } = comparison;
  prepare();
  // Fills the compile cache of the one and the disk's cache for both.
  timed(sandbox, floor);
  timed(sandbox, candidate);
  const floors: number[] = [];
  const measured: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    floors.push(timed(sandbox, floor));
    prepare();
    measured.push(timed(sandbox, candidate));
  }
  prepare();
  return {
    floorMs: median(floors),
    measuredMs: median(measured),
    memoryMb: peakMemory(sandbox, candidate),
  };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function timed(sandbox: Sandbox, args: readonly string[]): number {
  const from = performance.now();
  runNode(sandbox, args);
  return performance.now() - from;
}

const REPORT = `process.on('exit', () =>
  process.getBuiltinModule('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)))`;

/** In a run of its own: the report would cost the others time. */
function peakMemory(sandbox: Sandbox, args: readonly string[]): number {
  const report = `data:text/javascript,${encodeURIComponent(REPORT)}`;
  const kilobytes = Number(runNode(sandbox, ['--import', report, ...args]).output[3]);
  return kilobytes / 1024;
}

function runNode(sandbox: Sandbox, args: readonly string[]): ReturnType<typeof spawnSync> {
  const ended = spawnSync(process.execPath, args, {
    cwd: sandbox.cwd,
    env: environment(sandbox),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ended.status !== 0)
    throw new Error(`node ${args.join(' ')} ended with ${ended.status}: ${ended.stderr?.toString()}`);
  return ended;
}
