// One spec's way through a run: baseline, iterations, merge. Control flow over durable steps: a resumed run takes the
// same way again and skips what is done.
import { unwrap } from '@mmm/plugin-api';
import type { SpecStatus } from '@mmm/plugin-state/api';
import { decideNext, type SpecHistory, spentUsd } from '../domain/decide.ts';
import type { PlannedSpec } from '../domain/input.ts';
import { proved } from '../domain/items.ts';
import { startResult } from '../domain/steps.ts';
import { errors } from '../errors.ts';
import { baseline } from './baseline.ts';
import { type Engine, event, record } from './engine.ts';
import { iterate } from './iterate.ts';
import { mergeProven, tipOf } from './merge.ts';
import { step } from './step.ts';
import { type SpecEnd, type SpecWork, stepPrefix } from './work.ts';
import { workplace } from './worktree.ts';

/** `past`: how it ended in this run before, oldest first; to resume is to go on behind the last of these ends. */
export async function runSpec(
  engine: Engine,
  planned: PlannedSpec,
  past: readonly SpecEnd[],
): Promise<SpecEnd> {
  const spec = unwrap(await engine.specs.read(planned.name));
  // A reference would also find one whose name only begins like that.
  if (spec.name !== planned.name) throw errors.GONE({ spec: planned.name });
  const { base, wasDone } = await step(engine, `${stepPrefix(spec)}/start`, startResult, async () => {
    const known = await engine.specs.find(planned.name);
    const events = [
      event('spec.status-changed', {
        spec: spec.name,
        status: 'running',
        reason: `run ${engine.lease.run}`,
        sha256: spec.sha256,
      }),
    ];
    return {
      result: { base: await tipOf(engine), wasDone: known.ok && known.value.status === 'done' },
      events,
    };
  });
  const place = workplace(engine, planned.name);
  try {
    return await prove(engine, {
      planned,
      spec,
      place,
      past: past.filter(({ sha256 }) => sha256 === spec.sha256),
      earlierUsd: costOfOthers(past, spec.sha256),
      base,
      wasDone,
    });
  } finally {
    await place.close();
  }
}

async function prove(
  engine: Engine,
  start: Pick<SpecWork, 'planned' | 'spec' | 'place' | 'past' | 'earlierUsd' | 'base' | 'wasDone'>,
): Promise<SpecEnd> {
  const first = await baseline(engine, start);
  const history: SpecHistory = {
    caps: start.planned.caps,
    vacuous: first.vacuous,
    baselineMs: first.durationMs,
    iterations: [],
    otherUsd: first.usd,
  };
  const work: SpecWork = { ...start, commit: start.base, items: first.items, history };
  if (first.met) {
    const status = start.wasDone ? 'done' : 'already-met';
    return finish(engine, work, status, 'every check passes on the untouched tree', null);
  }
  if (first.unprovable !== null) return finish(engine, work, 'blocked', first.unprovable, null);
  for (;;) {
    const stopped = await iterate(engine, work);
    if (stopped !== undefined) return finish(engine, work, stopped.status, stopped.reason, null);
    const next = decideNext(work.history);
    if (next.kind === 'end' && !wasPassed(work)) return finish(engine, work, next.status, next.reason, null);
    if (next.kind === 'merge') {
      const merged = await mergeProven(engine, work);
      if (merged.kind === 'merged') return finish(engine, work, 'done', merged.reason, merged.commit);
      if (merged.kind === 'refused') return finish(engine, work, 'unmet', merged.reason, null);
    }
  }
}

/** Whether it had ended right here before: to resume is to go on all the same. */
function wasPassed(work: SpecWork): boolean {
  return work.past.some(
    (end) => end.iterations === work.history.iterations.length && (end.status !== 'waiting' || !isOpen(work)),
  );
}

/** Whether a question of the spec itself waits for a person's answer; to look at it is not to answer it. */
function isOpen(work: SpecWork): boolean {
  return work.history.iterations.at(-1)?.verify.waiting === true;
}

/** Each end of a text counts all that the text has cost. */
function costOfOthers(past: readonly SpecEnd[], sha256: string): number {
  const others = new Map(past.filter((end) => end.sha256 !== sha256).map((end) => [end.sha256, end.usd]));
  return [...others.values()].reduce((sum, usd) => sum + usd, 0);
}

async function finish(
  engine: Engine,
  work: SpecWork,
  status: SpecStatus,
  reason: string,
  merged: string | null,
): Promise<SpecEnd> {
  const { iterations } = work.history;
  const { passing, all } = proved(work.items);
  const tampered = (iterations.at(-1)?.verify.tampered.length ?? 0) > 0 && status !== 'done';
  const end: SpecEnd = {
    name: work.spec.name,
    sha256: work.spec.sha256,
    status,
    reason,
    iterations: iterations.length,
    usd: spentUsd(work.history),
    usdUnknown: iterations.some(({ agent, verify }) => agent.usd === null || verify.usdUnknown),
    proved: passing,
    criteria: all,
    merged,
    tampered,
  };
  engine.pool.settle(end.name, work.earlierUsd + end.usd);
  if (status !== 'done' && work.commit !== work.base) await keepPatch(engine, work);
  await record(engine, [
    event('spec.status-changed', { spec: end.name, status, reason, sha256: work.spec.sha256 }),
    event('spec.ended', { spec: end.name, ...end }),
  ]);
  return end;
}

/** Work that was not merged stays as a patch that anybody can read and apply. */
async function keepPatch(engine: Engine, work: SpecWork): Promise<void> {
  const patch = await engine.git.diff(engine.root, work.base, work.commit);
  const path = `${engine.root}/.mmm/patches/${engine.lease.run}/${work.spec.name}.patch`;
  await engine.context.files.write(path, patch);
}
