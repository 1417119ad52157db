// Proven work onto the branch: squashed to one commit, verified again where the branch has moved meanwhile, and moved
// with compare-and-swap. Nothing is merged that was not verified on exactly the tree that is merged.
import type { Spec } from '@mmm/plugin-specs/api';
import { itemsOf, proved } from '../domain/items.ts';
import { refName } from '../domain/ref-name.ts';
import { type CandidateResult, candidateResult, type MergeResult, mergeResult } from '../domain/steps.ts';
import { checkCommit, judgeCostEvents, verdictsEvent } from './check.ts';
import { type Engine, event } from './engine.ts';
import { isDone, type StepWork, step } from './step.ts';
import { type SpecWork, stepPrefix } from './work.ts';

/** A branch that moves away this often is somebody else's at the moment. */
const TRIES = 5;
const LOCK_PAUSE_MS = 300;

export type Merged =
  | { readonly kind: 'merged'; readonly commit: string; readonly reason: string }
  /** It fails on the branch's new tip: go on from there. */
  | { readonly kind: 'again' }
  | { readonly kind: 'refused'; readonly reason: string };

export function mergeProven(engine: Engine, work: SpecWork): Promise<Merged> {
  return engine.merging(async () => {
    let tries = 0;
    for (let attempt = 1; tries < TRIES; attempt += 1) {
      const name = `${stepPrefix(work.spec)}/merge/${work.history.iterations.length}/${attempt}`;
      const keptCandidate = await isDone(engine, `${name}/candidate`);
      const made = await step(engine, `${name}/candidate`, candidateResult, () => candidate(engine, work));
      work.history = { ...work.history, otherUsd: work.history.otherUsd + made.usd };
      if (made.failing !== null) return again(work, made, made.failing);
      if (made.commit === null) {
        // What an earlier process was refused is tried again.
        if (keptCandidate) continue;
        return { kind: 'refused', reason: made.problem ?? 'it does not merge' };
      }
      const commit = made.commit;
      const kept = await isDone(engine, name);
      const moved = await step(engine, name, mergeResult, () =>
        advance(engine, work, { commit, onto: made.onto }),
      );
      if (moved.merged !== null)
        return { kind: 'merged', commit: moved.merged, reason: describe(engine, moved.merged) };
      if (kept) continue;
      tries += 1;
      if (!moved.moved) return { kind: 'refused', reason: moved.problem ?? 'the branch could not be moved' };
    }
    return {
      kind: 'refused',
      reason: `the branch moved ${TRIES} times while the work was verified on it; mmm resume tries again`,
    };
  });
}

/** Where proven work goes: the branch, or a private ref of the run. */
export function target(engine: Engine): string {
  return engine.input.branch === null
    ? `refs/mmm/runs/${engine.lease.run}/proven`
    : `refs/heads/${engine.input.branch}`;
}

export async function tipOf(engine: Engine): Promise<string> {
  return (await engine.git.resolve(engine.root, target(engine))) ?? engine.input.base;
}

function describe(engine: Engine, commit: string): string {
  return engine.input.branch === null
    ? `kept on ${target(engine)} as ${commit.slice(0, 7)}`
    : `merged ${commit.slice(0, 7)} to ${engine.input.branch}`;
}

function again(work: SpecWork, made: CandidateResult, failing: string): Merged {
  work.commit = failing;
  work.items = made.items;
  work.base = made.onto;
  return { kind: 'again' };
}

async function candidate(engine: Engine, work: SpecWork): Promise<StepWork<CandidateResult>> {
  const { git, root } = engine;
  const onto = await tipOf(engine);
  const squashed = await git.squash(root, work.base, work.commit, message(engine, work));
  const made = { commit: null, onto, problem: null, failing: null, items: [], usd: 0 };
  if (onto === work.base) return { result: { ...made, commit: squashed }, events: [] };
  const merged = await git.mergeCommit(root, onto, squashed, `Merge ${work.spec.name}`);
  if (!merged.ok) {
    const problem = `${merged.error.message} Its proven work is on ${privateRef(engine, work.spec)}.`;
    await git.setRef(root, privateRef(engine, work.spec), squashed);
    return { result: { ...made, problem }, events: [] };
  }
  const tree = (await git.resolve(root, `${merged.value}^{tree}`)) ?? merged.value;
  const request = {
    spec: work.spec,
    iteration: work.history.iterations.length,
    base: onto,
    commit: merged.value,
    tree,
    vacuous: work.history.vacuous,
  };
  const checked = await checkCommit(engine, work.place, request);
  const { usd } = checked;
  const events = [verdictsEvent(request, checked), ...judgeCostEvents(request, checked)];
  if (checked.report.met && checked.tampering.length === 0)
    return { result: { ...made, commit: merged.value, usd }, events };
  const problem = `it fails on ${onto.slice(0, 7)}, to which the branch has moved`;
  const items = itemsOf(checked.report);
  return { result: { ...made, problem, failing: checked.commit, items, usd }, events };
}

async function advance(
  engine: Engine,
  work: SpecWork,
  made: { readonly commit: string; readonly onto: string },
): Promise<{ result: MergeResult; events: ReturnType<typeof event>[] }> {
  const { git, root, input } = engine;
  await engine.journal.check(engine.lease);
  const { commit, onto } = made;
  const done = event('spec.merged', { spec: work.spec.name, commit, branch: input.branch });
  await git.setRef(root, privateRef(engine, work.spec), commit);
  const tip = await tipOf(engine);
  // Where a crash came between the merge and its record, the branch has the commit already.
  if (await git.isAncestor(root, commit, tip))
    return { result: { merged: commit, problem: null, moved: false }, events: [done] };
  if (input.branch === null) {
    await git.setRef(root, target(engine), commit);
    return { result: { merged: commit, problem: null, moved: false }, events: [done] };
  }
  const moved = await git.advance({ root, branch: input.branch, expected: onto, commit });
  if (moved.ok) return { result: { merged: commit, problem: null, moved: false }, events: [done] };
  const problem = `${moved.error.message} Its proven work is on ${privateRef(engine, work.spec)}; ${moved.error.hint}`;
  const isLocked = moved.error.code === 'MMM_GIT_LOCKED';
  // Another process, mmm's own perhaps, is writing to the repository.
  if (isLocked) await engine.context.clock.sleep(LOCK_PAUSE_MS);
  const isMove = isLocked || moved.error.code === 'MMM_GIT_BRANCH_MOVED';
  return { result: { merged: null, problem, moved: isMove }, events: [] };
}

function privateRef(engine: Engine, spec: Spec): string {
  return `refs/mmm/proven/${engine.lease.run}/${refName(spec.name)}`;
}

function message(engine: Engine, work: SpecWork): string {
  const { passing, all } = proved(work.items);
  const trailers = [
    `Mmm-Spec: ${work.spec.path}`,
    `Mmm-Run: ${engine.lease.run}`,
    `Mmm-Proved: ${passing} of ${all} criteria`,
    `Mmm-Agent: ${engine.input.agent}`,
  ];
  return `${work.spec.title}\n\n${trailers.join('\n')}\n`;
}
