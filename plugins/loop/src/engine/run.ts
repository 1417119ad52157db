// A run: its specs in dependency order, N at once, until each has ended or the run as a whole stops.
import { join } from 'node:path';
import { type CommandContext, isMmmError, messageOf } from '@mmm/plugin-api';
import type { Lease, RunStatus, SpecStatus } from '@mmm/plugin-state/api';
import { didFinishSpec } from '../api.ts';
import type { PlannedSpec, RunInput } from '../domain/input.ts';
import { createPool } from '../domain/pool.ts';
import { blockedBy, ready } from '../domain/schedule.ts';
import { statusOf } from '../domain/status.ts';
import { type Engine, event, type RunStop, record, type Services, Stopped } from './engine.ts';
import { bookedCosts, isMet, pastEnds } from './past.ts';
import { runSpec } from './spec.ts';
import type { SpecEnd } from './work.ts';
import { worktreesFolder } from './worktree.ts';

export interface RunResult {
  readonly run: string;
  readonly status: Exclude<RunStatus, 'running'>;
  readonly reason: string | undefined;
  readonly specs: readonly SpecEnd[];
  readonly usd: number;
  readonly usdUnknown: boolean;
}

export interface RunRequest {
  readonly services: Services;
  readonly root: string;
  readonly lease: Lease;
  readonly input: RunInput;
}

export async function executeRun(context: CommandContext, request: RunRequest): Promise<RunResult> {
  const { services, root, lease, input } = request;
  const stopping = new AbortController();
  let stop: RunStop | undefined;
  const engine: Engine = {
    ...services,
    context,
    root,
    lease,
    input,
    signal: AbortSignal.any([context.signal, stopping.signal]),
    stop(reason) {
      stop ??= reason;
      stopping.abort();
    },
    pool: createPool(input.runUsd),
    merging: mutex(),
  };
  const ends = await runAll(engine).finally(() => leaveNoFolder(engine));
  if (ends.length === input.specs.length) stop = undefined;
  else if (context.signal.aborted || stop === undefined)
    stop = { status: 'interrupted', reason: `mmm resume ${lease.run} goes on` };
  const status = stop?.status ?? statusOf(ends);
  const { usd, usdUnknown } = await bookedCosts(services.journal, lease.run);
  const result = { run: lease.run, status, reason: stop?.reason, specs: ends, usd, usdUnknown };
  await record(engine, [event('run.ended', { ...result })]);
  await services.journal.release(lease, status, stop?.reason);
  return result;
}

/** Only this holder's own: whoever took the run over has another token. */
async function leaveNoFolder({ context, root, lease }: Engine): Promise<void> {
  const folder = join(worktreesFolder(root), lease.run);
  const own = join(folder, String(lease.token));
  // A worktree whose content could not be kept stays for the run's next holder.
  if ((await context.files.list(own)).length > 0) return;
  await context.files.remove(own);
  if ((await context.files.list(folder)).length === 0) await context.files.remove(folder);
}

async function runAll(engine: Engine): Promise<readonly SpecEnd[]> {
  const past = await pastEnds(engine.journal, engine.lease.run);
  const { bySpec } = await bookedCosts(engine.journal, engine.lease.run);
  for (const [name, usd] of bySpec) engine.pool.settle(name, usd);
  const ended = await endedBefore(engine, past);
  const running = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  try {
    for (;;) {
      await endBlocked(engine, ended, running);
      const next = engine.signal.aborted
        ? []
        : ready(engine.input.specs, new Set(running.keys()), statuses(ended));
      for (const planned of next.slice(0, Math.max(0, engine.input.parallel - running.size))) {
        const ends = past.get(planned.name) ?? [];
        const work = one(engine, planned, ends)
          .then((end) => {
            if (end !== undefined) ended.set(planned.name, end);
          })
          .catch((thrown: unknown) => {
            failures.push(thrown);
            engine.stop({ status: 'failed', reason: messageOf(thrown) });
          })
          .finally(() => running.delete(planned.name));
        running.set(planned.name, work);
      }
      if (running.size === 0) break;
      await Promise.race(running.values());
    }
  } finally {
    // Where the journal fails, the specs still at work are ended before anybody clears up behind them.
    if (running.size > 0) engine.stop({ status: 'failed', reason: 'the journal cannot be written' });
    await Promise.allSettled(running.values());
  }
  if (failures.length > 0) throw failures[0];
  return engine.input.specs.flatMap(({ name }) => ended.get(name) ?? []);
}

/** Specs that nothing is left to do for: done in this run before, or by another one since. */
async function endedBefore(
  engine: Engine,
  past: ReadonlyMap<string, readonly SpecEnd[]>,
): Promise<Map<string, SpecEnd>> {
  const ended = new Map<string, SpecEnd>();
  const isResumed = engine.lease.token > 1;
  const listed = new Map(
    isResumed ? (await engine.specs.list()).map((spec) => [spec.name, spec.status]) : [],
  );
  for (const planned of engine.input.specs) {
    const last = past.get(planned.name)?.at(-1);
    if (last !== undefined && isMet(last.status)) ended.set(planned.name, last);
    else if (isMet(listed.get(planned.name)))
      ended.set(planned.name, await endDoneElsewhere(engine, planned));
  }
  return ended;
}

/** A spec's failure is its own; only what concerns the run as a whole gets out of here. */
async function one(
  engine: Engine,
  planned: PlannedSpec,
  past: readonly SpecEnd[],
): Promise<SpecEnd | undefined> {
  try {
    const end = await runSpec(engine, planned, past);
    await engine.context.hooks.did(didFinishSpec, {
      run: engine.lease.run,
      spec: end.name,
      status: end.status,
      reason: end.reason,
    });
    return end;
  } catch (thrown) {
    if (thrown instanceof Stopped || engine.signal.aborted) {
      const reason = `its run stopped; mmm resume ${engine.lease.run} goes on`;
      const { name, sha256 } = planned;
      await record(engine, [event('spec.status-changed', { spec: name, status: 'paused', reason, sha256 })]);
      return undefined;
    }
    if (isMmmError(thrown) && thrown.code.startsWith('MMM_STATE_')) throw thrown;
    engine.context.log.error('a spec failed', { spec: planned.name, problem: messageOf(thrown) });
    const reason = isMmmError(thrown) ? `${thrown.message} ${thrown.hint}` : messageOf(thrown);
    return endWithout(engine, planned, 'failed', reason);
  }
}

async function endBlocked(
  engine: Engine,
  ended: Map<string, SpecEnd>,
  running: Map<string, unknown>,
): Promise<void> {
  for (const { spec, on, why } of blockedBy(engine.input.specs, statuses(ended))) {
    if (running.has(spec.name)) continue;
    ended.set(spec.name, await endWithout(engine, spec, 'blocked', `it depends on ${on}, which is ${why}`));
  }
}

async function endWithout(
  engine: Engine,
  planned: PlannedSpec,
  status: SpecStatus,
  reason: string,
): Promise<SpecEnd> {
  const end = endOf(planned, status, reason);
  await record(engine, [
    event('spec.status-changed', { spec: planned.name, status, reason, sha256: planned.sha256 }),
    event('spec.ended', { spec: planned.name, ...end }),
  ]);
  return end;
}

/** Its status is the other run's word: only this run's part in it ends. */
async function endDoneElsewhere(engine: Engine, planned: PlannedSpec): Promise<SpecEnd> {
  const end = endOf(planned, 'already-met', 'another run has done it meanwhile');
  await record(engine, [event('spec.ended', { spec: planned.name, ...end })]);
  return end;
}

function endOf({ name, sha256 }: PlannedSpec, status: SpecStatus, reason: string): SpecEnd {
  const spent = { iterations: 0, usd: 0, usdUnknown: false };
  return { name, sha256, status, reason, ...spent, proved: 0, criteria: 0, merged: null, tampered: false };
}

function statuses(ended: ReadonlyMap<string, SpecEnd>): ReadonlyMap<string, SpecStatus> {
  return new Map([...ended].map(([name, end]) => [name, end.status]));
}

function mutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
