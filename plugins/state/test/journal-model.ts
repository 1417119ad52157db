// What the journal promises, written down a second time without SQL: the model of the property test.
import { isMmmError, type Result } from '@mmm/plugin-api';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Lease } from '../src/api.ts';
import type { Machine, OpenState, StillClock } from './open-state.ts';

const LEASE = 30_000;
const MARGIN = 10_000;

interface ModelRun {
  token: number;
  status: string;
  readonly claims: readonly string[];
  holder: { readonly pid: number; expiresAt: number } | undefined;
  readonly steps: Map<string, { attempt: number; result: number | undefined }>;
  readonly events: string[];
}

export interface Model {
  now: number;
  readonly dead: Set<number>;
  readonly runs: Map<string, ModelRun>;
  /** Every lease that was ever given, stale ones too. */
  readonly leases: { readonly pid: number; readonly lease: Lease }[];
}

export interface Real {
  readonly clock: StillClock;
  readonly machine: Machine;
  readonly processes: ReadonlyMap<number, OpenState>;
}

type Step = fc.AsyncCommand<Model, Real>;

const pid = fc.constantFrom(1, 2, 3);
const run = fc.constantFrom('r1', 'r2', 'r3', 'r4');
const pick = fc.nat(1000);
const step = fc.constantFrom('one', 'two');
const ending = fc.constantFrom('done', 'unmet', 'paused', 'interrupted');

export const arbitraries: fc.Arbitrary<Step>[] = [
  fc.tuple(pid, run, fc.subarray(['a', 'b', 'c'])).map(create),
  fc.tuple(pid, run).map(takeOver),
  fc.tuple(pick, step).map(begin),
  fc.tuple(pick, step, fc.nat(1)).map(finish),
  fc.tuple(pick, fc.nat(3)).map(record),
  fc.tuple(pick, ending).map(release),
  fc.tuple(pick).map(check),
  fc.constantFrom(9_000, 31_000, 41_000).map(advance),
  pid.map(die),
];

function create([pid, id, claims]: [number, string, string[]]): Step {
  return {
    check: (model) => !model.dead.has(pid) && !model.runs.has(id),
    async run(model, real) {
      const answer = await journalOf(real, pid).create({ id, kind: 'loop', input: null, claims });
      if (isContested(model, claims, id)) return expectCode(answer, 'MMM_STATE_HELD');
      free(model, claims, id);
      const made = { token: 1, status: 'running', claims, steps: new Map(), events: [] };
      model.runs.set(id, { ...made, holder: { pid, expiresAt: model.now + LEASE } });
      grant(model, pid, answer, { run: id, token: 1 });
    },
    toString: () => `create(${pid}, ${id}, [${claims}])`,
  };
}

function takeOver([pid, id]: [number, string]): Step {
  return {
    check: (model) => !model.dead.has(pid),
    async run(model, real) {
      const answer = await journalOf(real, pid).takeOver(id);
      const known = model.runs.get(id);
      if (known === undefined) return expectCode(answer, 'MMM_STATE_RUN_UNKNOWN');
      if (known.status === 'done') return expectCode(answer, 'MMM_STATE_RUN_DONE');
      if (isLive(model, known)) return expectCode(answer, 'MMM_STATE_HELD');
      if (isContested(model, known.claims, id)) return expectCode(answer, 'MMM_STATE_HELD');
      free(model, known.claims, id);
      known.token += 1;
      known.status = 'running';
      known.holder = { pid, expiresAt: model.now + LEASE };
      grant(model, pid, answer, { run: id, token: known.token });
    },
    toString: () => `takeOver(${pid}, ${id})`,
  };
}

function begin([at, name]: [number, string]): Step {
  return withLease(at, `begin(${at}, ${name})`, async ({ journal, lease, known, renew }) => {
    const answer = await outcomeOf(journal.begin(lease, name));
    if (!renew()) return expect(answer).toBe('MMM_STATE_STALE_LEASE');
    const before = known.steps.get(name);
    if (before?.result !== undefined) {
      return expect(answer).toEqual({ state: 'done', result: before.result });
    }
    const attempt = (before?.attempt ?? 0) + 1;
    known.steps.set(name, { attempt, result: undefined });
    expect(answer).toEqual({ state: 'due', attempt });
  });
}

function finish([at, name, result]: [number, string, number]): Step {
  return withLease(
    at,
    `finish(${at}, ${name}, ${result})`,
    async ({ journal, lease, known, isGood, renew }) => {
      const events = [{ type: `done.${name}`, data: result }];
      const answer = await outcomeOf(journal.finish(lease, name, result, events));
      if (!isGood()) return expect(answer).toBe('MMM_STATE_STALE_LEASE');
      // What is refused leaves nothing behind, a renewed lease neither.
      const before = known.steps.get(name);
      if (before === undefined) return expect(answer).toContain('was not begun');
      if (before.result !== undefined && before.result !== result) {
        return expect(answer).toBe('MMM_STATE_STEP_DIFFERS');
      }
      renew();
      expect(answer).toBeUndefined();
      if (before.result !== undefined) return;
      before.result = result;
      known.events.push(`done.${name}`);
    },
  );
}

function record([at, count]: [number, number]): Step {
  return withLease(at, `record(${at}, ${count})`, async ({ journal, lease, known, renew }) => {
    const events = Array.from({ length: count }, (_, index) => ({ type: `noted.n${index}`, data: null }));
    const answer = await outcomeOf(journal.record(lease, events));
    if (!renew()) return expect(answer).toBe('MMM_STATE_STALE_LEASE');
    known.events.push(...events.map(({ type }) => type));
    expect(answer).toBeUndefined();
  });
}

function release([at, status]: [number, 'done' | 'unmet' | 'paused' | 'interrupted']): Step {
  return withLease(at, `release(${at}, ${status})`, async ({ journal, lease, known, renew }) => {
    const answer = await outcomeOf(journal.release(lease, status));
    if (!renew()) return expect(answer).toBe('MMM_STATE_STALE_LEASE');
    known.status = status;
    known.holder = undefined;
    expect(answer).toBeUndefined();
  });
}

function check([at]: [number]): Step {
  return withLease(at, `check(${at})`, async ({ journal, lease, renew }) => {
    const answer = await outcomeOf(journal.check(lease));
    expect(answer).toBe(renew() ? undefined : 'MMM_STATE_STALE_LEASE');
  });
}

function advance(ms: number): Step {
  return {
    check: () => true,
    async run(model, real) {
      model.now += ms;
      real.clock.advance(ms);
    },
    toString: () => `advance(${ms})`,
  };
}

/** One process stays, so that something can still happen. */
function die(pid: number): Step {
  return {
    check: (model) => model.dead.size < 2,
    async run(model, real) {
      model.dead.add(pid);
      real.machine.dead.add(pid);
    },
    toString: () => `die(${pid})`,
  };
}

interface Holding {
  readonly journal: OpenState['state']['journal'];
  readonly lease: Lease;
  readonly known: ModelRun;
  isGood(): boolean;
  /** Whether the lease is good; then it is renewed, as every good write does. */
  renew(): boolean;
}

function withLease(at: number, name: string, work: (holding: Holding) => Promise<void>): Step {
  const chosen = (model: Model): Model['leases'][number] | undefined =>
    model.leases[at % model.leases.length];
  return {
    check(model) {
      const held = chosen(model);
      return held !== undefined && !model.dead.has(held.pid);
    },
    async run(model, real) {
      const held = chosen(model);
      const known = model.runs.get(held?.lease.run ?? '');
      if (held === undefined || known === undefined) throw new Error('the model has no such lease');
      const isGood = (): boolean => known.status === 'running' && known.token === held.lease.token;
      const renew = (): boolean => {
        if (!isGood() || known.holder === undefined) return false;
        known.holder.expiresAt = model.now + LEASE;
        return true;
      };
      await work({ journal: journalOf(real, held.pid), lease: held.lease, known, isGood, renew });
    },
    toString: () => name,
  };
}

function isLive(model: Model, { holder }: ModelRun): boolean {
  if (holder === undefined || model.dead.has(holder.pid)) return false;
  return model.now <= holder.expiresAt + MARGIN;
}

function contenders(model: Model, claims: readonly string[], except: string): readonly ModelRun[] {
  return [...model.runs]
    .filter(([id, known]) => id !== except && known.status === 'running')
    .map(([, known]) => known)
    .filter((known) => known.claims.some((claim) => claims.includes(claim)));
}

function isContested(model: Model, claims: readonly string[], except: string): boolean {
  return contenders(model, claims, except).some((known) => isLive(model, known));
}

function free(model: Model, claims: readonly string[], except: string): void {
  for (const known of contenders(model, claims, except)) {
    known.status = 'interrupted';
    known.holder = undefined;
  }
}

function grant(model: Model, pid: number, answer: Result<Lease>, lease: Lease): void {
  expect(answer).toEqual({ ok: true, value: lease });
  model.leases.push({ pid, lease });
}

function journalOf(real: Real, pid: number): OpenState['state']['journal'] {
  const open = real.processes.get(pid);
  if (open === undefined) throw new Error(`no process ${pid}`);
  return open.state.journal;
}

function expectCode(answer: Result<unknown>, code: string): void {
  expect(answer.ok ? 'ok' : answer.error.code).toBe(code);
}

async function outcomeOf<T>(promise: Promise<T>): Promise<T | string> {
  return promise.catch((thrown: unknown) => (isMmmError(thrown) ? thrown.code : String(thrown)));
}
