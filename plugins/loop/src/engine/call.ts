// One call of the agent: dispatched, followed, its cost booked, its work kept on a private ref.
import { join } from 'node:path';
import type { AgentEvent, AgentOutcome, FailureClass } from '@mmm/plugin-agents/api';
import { unwrap } from '@mmm/plugin-api';
import type { NewEvent } from '@mmm/plugin-state/api';
import { refName } from '../domain/ref-name.ts';
import type { AgentResult } from '../domain/steps.ts';
import { type Engine, event, Stopped, show } from './engine.ts';
import type { StepWork } from './step.ts';
import type { Workplace } from './worktree.ts';

export interface Call {
  readonly spec: string;
  readonly iteration: number;
  /** Counts the calls within the iteration: above 1 after a limit or a transient failure. */
  readonly call: number;
  /** Counts what a crash cut off. */
  readonly attempt: number;
  readonly prompt: string;
  readonly parent: string;
  readonly reservedUsd: number;
  readonly maxUsd: number;
}

const REFUSED: readonly FailureClass[] = [
  'missing',
  'authentication',
  'billing',
  'usage-limit',
  'rate-limit',
];

/** Text of the agent that is kept in the journal; the whole stream is in the run's log folder. */
const TEXT = 2000;

export async function callAgent(
  engine: Engine,
  place: Workplace,
  call: Call,
): Promise<StepWork<AgentResult>> {
  const { git, input, lease, root } = engine;
  const startedAt = engine.context.clock.now();
  await place.at(call.parent);
  place.touchedBy('agent');
  const outcome = await follow(engine, place, call);
  // An agent that ended well just before the run stops has done its call: to resume must not do it again.
  if (outcome.failure === 'aborted' || (engine.signal.aborted && !outcome.ok)) throw new Stopped();
  await engine.journal.check(lease);
  await place.madeAgain(call.parent);
  const snapshot = await git.snapshot({
    worktree: place.path,
    parent: call.parent,
    message: `mmm: ${call.spec}, iteration ${call.iteration}\n\nRun: ${lease.run}\nAgent: ${input.agent}`,
    ref: `refs/mmm/runs/${lease.run}/${refName(call.spec)}/${call.iteration}`,
  });
  place.knownAs(snapshot.commit);
  const result: AgentResult = {
    ok: outcome.ok,
    failure: outcome.failure ?? null,
    problem: outcome.problem ?? null,
    text: engine.context.redact(outcome.text).slice(-TEXT),
    hint: outcome.hint ?? null,
    usd: outcome.usd ?? null,
    reservedUsd: reservedFor(call, outcome),
    resetsAt: outcome.resetsAt ?? null,
    durationMs: outcome.durationMs,
    commit: snapshot.commit,
    tree: snapshot.tree,
    changed: snapshot.changed,
  };
  const completedAt = engine.context.clock.now();
  return {
    result,
    events: [
      ...lostCosts(call),
      booked(call, outcome),
      executed(engine, call, result, startedAt, completedAt),
    ],
  };

  function executed(by: Engine, done: Call, kept: AgentResult, from: number, to: number): NewEvent {
    return event('execution.recorded', {
      spec: done.spec,
      iteration: done.iteration,
      command: by.input.command ?? by.input.agent,
      input: by.context.redact(done.prompt),
      output: kept.text,
      status: kept.failure ?? 'ok',
      startedAt: from,
      completedAt: to,
      log: logPath(root, lease.run, done),
    });
  }
}

export function logPath(root: string, run: string, call: Pick<Call, 'spec' | 'iteration' | 'call'>): string {
  const suffix = call.call === 1 ? '' : `-${call.call}`;
  return join(root, '.mmm', 'logs', run, `${call.spec}-${call.iteration}${suffix}.ndjson`);
}

async function follow(engine: Engine, place: Workplace, call: Call): Promise<AgentOutcome> {
  const { agents, input, lease, root } = engine;
  const request = {
    purpose: 'work' as const,
    prompt: call.prompt,
    cwd: place.path,
    ...(input.model === null ? {} : { model: input.model }),
    maxUsd: call.maxUsd,
    run: lease.run,
    spec: call.spec,
    iteration: call.iteration,
    recordTo: logPath(root, lease.run, call),
  };
  const running = unwrap(await agents.run(input.agent, request, engine.signal));
  for await (const happened of running.events) tell(engine, call, happened);
  return running.outcome;
}

function tell(engine: Engine, call: Call, happened: AgentEvent): void {
  if (happened.type === 'noise' || happened.type === 'result') return;
  const { type, ...data } = happened;
  show(engine, event(`agent.${type}`, { spec: call.spec, iteration: call.iteration, ...data }));
}

/** A call that was refused did no work; any other of unknown cost counts as what was reserved for it. */
function reservedFor(call: Call, { failure }: AgentOutcome): number {
  return failure !== undefined && REFUSED.includes(failure) ? 0 : call.reservedUsd;
}

function booked(call: Call, outcome: AgentOutcome): NewEvent {
  return event('cost.booked', {
    spec: call.spec,
    iteration: call.iteration,
    usd: outcome.usd ?? null,
    reserved: reservedFor(call, outcome),
    tokens: outcome.tokens,
    model: outcome.model ?? null,
  });
}

/** What a call that a crash cut off has cost nobody knows: it counts as what was reserved for it. */
function lostCosts(call: Call): NewEvent[] {
  return Array.from({ length: call.attempt - 1 }, () =>
    event('cost.booked', {
      spec: call.spec,
      iteration: call.iteration,
      usd: null,
      reserved: call.reservedUsd,
      cutOff: true,
    }),
  );
}
