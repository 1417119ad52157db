// Two or more state services on one real database file, each as if it lived in a process of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Database, PluginContext, Processes } from '@mmm/plugin-api';
import { createTestHost, type TestHost } from '@mmm/test-kit';
import { type StateService, stateService } from '../src/api.ts';

/** A clock that stands still until it is told. */
export interface StillClock extends Clock {
  advance(ms: number): void;
}

/** Which processes of the pretended machine are dead. */
export interface Machine {
  readonly bootId: string;
  readonly dead: Set<number>;
}

export interface OpenState extends AsyncDisposable {
  readonly state: StateService;
  readonly database: Database;
  readonly context: PluginContext;
  readonly host: TestHost;
}

export interface OpenOptions {
  readonly pid?: number;
  readonly clock?: Clock;
  readonly machine?: Machine;
}

export function stillClock(start = 1_000_000): StillClock {
  let now = start;
  return {
    now: () => now,
    monotonic: () => now,
    sleep: () => Promise.resolve(),
    advance(ms) {
      now += ms;
    },
  };
}

export function machine(bootId = 'boot-1'): Machine {
  return { bootId, dead: new Set() };
}

/** An empty project folder that is removed at the end of the block. */
export function projectFolder(): { readonly root: string } & Disposable {
  const root = mkdtempSync(join(tmpdir(), 'mmm-state-'));
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

export async function openState(root: string, options: OpenOptions = {}): Promise<OpenState> {
  const { clock = stillClock(), pid = 1 } = options;
  const host = await createTestHost({
    plugins: ['state'],
    project: root,
    clock,
    processes: pretended(pid, options.machine ?? machine()),
  });
  const context = await host.context('state');
  return {
    host,
    context,
    state: await host.service(stateService),
    database: await context.database('project'),
    [Symbol.asyncDispose]: () => host.dispose(),
  };
}

function pretended(pid: number, { bootId, dead }: Machine): Processes {
  const refuse = (): never => {
    throw new Error('the state plugin starts and kills no process');
  };
  return {
    self: { pid, bootId, startedAt: `start-of-${pid}` },
    environment: {},
    isAlive: (other) => other.bootId === bootId && !dead.has(other.pid),
    run: refuse,
    start: refuse,
    kill: refuse,
    findByEnvironment: refuse,
    which: refuse,
  };
}
