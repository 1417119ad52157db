// Starting a run and taking one up again: both end in `executeRun`.
import { type CommandContext, type CommandInput, flag, type Outcome, unwrap } from '@mmm/plugin-api';
import type { RunRecord } from '@mmm/plugin-state/api';
import { type RunInput, runInputSchema } from '../domain/input.ts';
import { EXIT_OF } from '../domain/status.ts';
import { errors } from '../errors.ts';
import { planOf, type RunData, type RunPlan } from '../view/plan.ts';
import { event, type Services, services } from './engine.ts';
import { isMet, pastEnds } from './past.ts';
import { checkAgent, checkFlags, type PlanRequest, planRun, raised } from './plan.ts';
import { recover } from './recover.ts';
import { executeRun, type RunResult } from './run.ts';

/** Plans a run and starts it; without anything to do, or after a no, it gives back the plan. */
export async function planAndRun(
  context: CommandContext,
  request: PlanRequest,
  when: 'at once' | 'after a yes',
): Promise<Outcome<RunData>> {
  const ready = await services(context);
  const { input, notices } = await planRun(context, ready, request);
  for (const notice of notices) context.emit({ type: 'run.notice', notice });
  if (input.specs.length === 0) return { data: planOf(input, 'nothing') };
  if (flag(request.options, 'dryRun')) return { data: planOf(input, 'dry-run') };
  if (when === 'after a yes' && !(await confirmed(context, planOf(input, 'declined')))) {
    return { data: planOf(input, 'declined') };
  }
  const result = await startRun(context, ready, input);
  return { data: result, exit: EXIT_OF[result.status] };
}

async function confirmed(context: CommandContext, plan: RunPlan): Promise<boolean> {
  if (!context.ask.interactive) return true;
  context.emit({ type: 'run.planned', plan });
  const what = plan.specs.length === 1 ? 'this spec' : `these ${plan.specs.length} specs`;
  return context.ask.confirm(`Run ${what}?`, false);
}

async function startRun(context: CommandContext, services: Services, input: RunInput): Promise<RunResult> {
  const { root } = context.requireProject('trusted');
  await checkAgent(services, input.agent);
  const id = newRunId(context);
  const claims = input.specs.map(({ name }) => name);
  const lease = unwrap(
    await services.journal.create({ id, kind: 'run', input: JSON.parse(JSON.stringify(input)), claims }),
  );
  const facts = {
    run: id,
    specs: claims,
    agent: input.agent,
    model: input.model,
    branch: input.branch,
    base: input.base,
  };
  const started = event('run.started', facts);
  await services.journal.record(lease, [started]);
  context.emit({ ...facts, type: started.type });
  return executeRun(context, { services, root, lease, input });
}

export async function resumeRun(
  context: CommandContext,
  services: Services,
  id: string | undefined,
  options: CommandInput,
): Promise<RunResult> {
  const { root } = context.requireProject('trusted');
  const run = await chooseRun(services, id);
  const input = await withoutMet(services, raised(runInputSchema.parse(run.input), options));
  checkFlags(context, run.id, input);
  await checkUnchanged(services, run.id, input, flag(options, 'acceptChanges'));
  await checkAgent(services, input.agent);
  const lease = unwrap(await services.journal.takeOver(run.id));
  const left = await recover(context, services.git, root, { id: run.id, token: lease.token });
  const facts = { run: run.id, ...left };
  await services.journal.record(lease, [event('run.resumed', facts)]);
  context.emit({ ...facts, type: 'run.resumed' });
  return executeRun(context, { services, root, lease, input });
}

const RESUMABLE: readonly RunRecord['status'][] = [
  'running',
  'paused',
  'interrupted',
  'waiting',
  'unmet',
  'tampered',
  'failed',
];

async function chooseRun(services: Services, id: string | undefined): Promise<RunRecord> {
  if (id === undefined) {
    const runs = await services.journal.runs({ kind: 'run' });
    const met = await metSpecs(services);
    // A run whose specs were all done by another one since has nothing left, unless it was cut off: that is cleared up.
    const isLeft = ({ status, claims }: RunRecord): boolean =>
      status === 'running' || claims.some((name) => !met.has(name));
    const newest = runs.find((run) => RESUMABLE.includes(run.status) && isLeft(run));
    if (newest === undefined) throw errors.NOTHING_TO_RESUME({});
    return newest;
  }
  const run = await services.journal.run(id);
  if (run === undefined || run.kind !== 'run') throw errors.UNKNOWN_RUN({ id });
  if (!RESUMABLE.includes(run.status)) throw errors.NOT_RESUMABLE({ id, status: run.status });
  return run;
}

async function metSpecs(services: Services): Promise<ReadonlySet<string>> {
  const specs = await services.specs.list();
  return new Set(specs.filter(({ status }) => isMet(status)).map(({ name }) => name));
}

/** A dependency outside of the run may have been met since it was started. */
async function withoutMet(services: Services, input: RunInput): Promise<RunInput> {
  const met = await metSpecs(services);
  const inRun = new Set(input.specs.map(({ name }) => name));
  const specs = input.specs.map((spec) => ({
    ...spec,
    dependsOn: spec.dependsOn.filter((name) => inRun.has(name) || !met.has(name)),
  }));
  return { ...input, specs };
}

/** What was proved was proved against a text: another text is another piece of work. */
async function checkUnchanged(
  services: Services,
  run: string,
  input: RunInput,
  accepted: boolean,
): Promise<void> {
  if (accepted) return;
  const past = await pastEnds(services.journal, run);
  const listed = new Map((await services.specs.list()).map((spec) => [spec.name, spec]));
  const changed = input.specs.flatMap(({ name, sha256 }) => {
    if (isMet(past.get(name)?.at(-1)?.status)) return [];
    const spec = listed.get(name);
    if (spec === undefined) return [`${name} (its file is gone)`];
    return spec.sha256 === sha256 || isMet(spec.status) ? [] : [name];
  });
  if (changed.length > 0) throw errors.CHANGED({ specs: changed });
}

/** Sorts by time and is short enough to type: `20261120-213055-3f9a`. */
function newRunId(context: CommandContext): string {
  const stamp = new Date(context.clock.now())
    .toISOString()
    .replace(/[-:]/g, '')
    .replace('T', '-')
    .slice(0, 15);
  return `${stamp}-${context.random.hex(4)}`;
}
