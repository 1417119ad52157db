// Verification of a commit in a worktree: guard first, then every check, run by mmm itself.
import type { CheckSource, Spec } from '@mmm/plugin-specs/api';
import type { NewEvent } from '@mmm/plugin-state/api';
import type { Tampering, VerifyReport } from '@mmm/plugin-verify/api';
import { refName } from '../domain/ref-name.ts';
import { type Engine, event, Stopped } from './engine.ts';
import type { Workplace } from './worktree.ts';

export interface CheckedCommit {
  readonly report: VerifyReport;
  readonly tampering: readonly Tampering[];
  /** What was verified: the given commit, or one with the guarded files put back. */
  readonly commit: string;
  readonly tree: string;
  readonly durationMs: number;
  /** Of judges; one whose cost is unknown counts as what is reserved for a call. */
  readonly usd: number;
  readonly usdUnknown: boolean;
}

export interface CheckRequest {
  readonly spec: Spec;
  readonly iteration: number;
  readonly base: string;
  readonly commit: string;
  readonly tree: string;
  readonly vacuous: readonly string[];
}

export async function checkCommit(
  engine: Engine,
  place: Workplace,
  request: CheckRequest,
): Promise<CheckedCommit> {
  const { clock } = engine.context;
  const from = clock.monotonic();
  await place.at(request.commit);
  const guarded = await guard(engine, place, request);
  place.touchedBy('checks');
  const report = await engine.verify.verify(
    {
      spec: judged(engine, request.spec),
      folder: place.path,
      tree: guarded.tree,
      run: engine.lease.run,
      iteration: request.iteration,
      vacuous: request.vacuous,
      ...(engine.input.judgeAgent === null ? {} : { judgeAgent: engine.input.judgeAgent }),
    },
    engine.signal,
  );
  if (engine.signal.aborted) throw new Stopped();
  return { ...guarded, report, durationMs: clock.monotonic() - from, ...costOf(engine, report) };
}

function costOf(engine: Engine, report: VerifyReport): Pick<CheckedCommit, 'usd' | 'usdUnknown'> {
  const checks = [...report.criteria.flatMap((criterion) => criterion.checks), ...report.gates];
  const unknown = checks.filter(
    ({ kind, usd, durationMs }) => kind === 'judge' && usd === undefined && durationMs > 0,
  );
  return { usd: report.usd + unknown.length * engine.input.reserveUsd, usdUnknown: unknown.length > 0 };
}

/** What judges have cost, for the books; nothing where none was asked. */
export function judgeCostEvents(request: CheckRequest, checked: CheckedCommit): NewEvent[] {
  if (checked.usd === 0 && !checked.usdUnknown) return [];
  const usd = checked.usdUnknown ? null : checked.usd;
  const facts = {
    spec: request.spec.name,
    iteration: request.iteration,
    usd,
    reserved: checked.usd,
    purpose: 'judge',
  };
  return [event('cost.booked', facts)];
}

/** Event from which the ledger is made. */
export function verdictsEvent(request: CheckRequest, checked: CheckedCommit): NewEvent {
  return event('verdicts.recorded', {
    spec: request.spec.name,
    iteration: request.iteration,
    tree: checked.tree,
    criteria: checked.report.criteria,
    gates: checked.report.gates,
    tampering: checked.tampering,
  });
}

/** Puts guarded files back to how the base has them, so that the base's tests judge the new code. */
async function guard(
  engine: Engine,
  place: Workplace,
  request: CheckRequest,
): Promise<Pick<CheckedCommit, 'tampering' | 'commit' | 'tree'>> {
  const { git, root, verify } = engine;
  const { spec, base, commit } = request;
  if (commit === base) return { tampering: [], commit, tree: request.tree };
  const tampering = await verify.tampering({ root, spec, base, commit });
  if (tampering.length === 0) return { tampering, commit, tree: request.tree };
  await git.restore(
    place.path,
    base,
    tampering.map(({ path }) => path),
  );
  const restored = await git.snapshot({
    worktree: place.path,
    parent: commit,
    message: `mmm: ${spec.name}, iteration ${request.iteration}, guarded files put back`,
    ref: `refs/mmm/runs/${engine.lease.run}/${refName(spec.name)}/${request.iteration}-guarded`,
  });
  return { tampering, commit: restored.commit, tree: restored.tree };
}

/** Where it is wanted, a criterion without a check is judged by an agent on its own text. */
function judged(engine: Engine, spec: Spec): Spec {
  if (!engine.input.judgeUnchecked) return spec;
  const criteria = spec.criteria.map((criterion) =>
    criterion.checks.length > 0
      ? criterion
      : { ...criterion, checks: [implicitJudge(criterion.text, criterion.at)] },
  );
  return { ...spec, criteria };
}

function implicitJudge(text: string, at: CheckSource['at']): CheckSource {
  const question = `Is this met: ${text}`;
  return { kind: 'judge', tokens: [{ code: false, text: question }], source: `judge: ${question}`, at };
}
