// One iteration: prompt, agent, verification. Calls that did no work (a limit, a passing failure) are repeated.

import { didIterate, willIterate } from '../api.ts';
import { decideDispatch, gained, reserveFor, spentUsd } from '../domain/decide.ts';
import { itemsOf } from '../domain/items.ts';
import { buildPrompt } from '../domain/prompt.ts';
import { type AgentResult, agentResult, type VerifyResult, verifyResult } from '../domain/steps.ts';
import { callAgent } from './call.ts';
import {
  type CheckedCommit,
  type CheckRequest,
  checkCommit,
  judgeCostEvents,
  verdictsEvent,
} from './check.ts';
import { openingOf } from './commands-file.ts';
import { type Engine, event, Stopped, show } from './engine.ts';
import { callAgain } from './retry.ts';
import { known, step } from './step.ts';
import { type Ended, type SpecWork, stepPrefix } from './work.ts';

const TAMPERED_SHOWN = 20;

/** Does the next iteration and adds it to the history; or says why it must not be dispatched. */
export async function iterate(engine: Engine, work: SpecWork): Promise<Ended | undefined> {
  const iteration = work.history.iterations.length + 1;
  const agent = await callUntilDone(engine, work, iteration);
  if ('kind' in agent) return agent;
  const verify = await verifyIteration(engine, work, iteration, agent);
  work.commit = verify.commit;
  work.items = verify.items;
  work.history = { ...work.history, iterations: [...work.history.iterations, { agent, verify }] };
  return undefined;
}

async function callUntilDone(
  engine: Engine,
  work: SpecWork,
  iteration: number,
): Promise<AgentResult | Ended> {
  let parent = work.commit;
  let tries = 0;
  for (let call = 1; ; call += 1) {
    const name = `${stepPrefix(work.spec)}/iteration/${iteration}/agent/${call}`;
    const reserve = reserveFor(work.history, engine.input.reserveUsd);
    const before = await known(engine, name);
    const kept = before?.status === 'done';
    tries = kept ? 0 : tries + 1;
    // What attempts that were cut off have cost nobody knows: each counts as what was reserved for it.
    spend(work, Math.max(0, (before?.attempt ?? 0) - (kept ? 1 : 0)) * reserve);
    const refused = kept ? undefined : dispatchRefused(engine, work, reserve);
    if (refused !== undefined) return refused;
    const maxUsd = leftUsd(engine, work);
    const result = await step(engine, name, agentResult, async (attempt) => {
      started(engine, work, { iteration, call, left: maxUsd });
      return callAgent(engine, work.place, {
        spec: work.spec.name,
        iteration,
        call,
        attempt,
        prompt: await prompt(engine, work, iteration),
        parent,
        reservedUsd: reserve,
        maxUsd,
      });
    });
    if (!(await callAgain(engine, { spec: work.spec.name, iteration, call, tries }, result))) return result;
    // What it has done until then stays.
    parent = result.commit;
    spend(work, result.usd ?? result.reservedUsd);
    if (engine.signal.aborted) throw new Stopped();
  }
}

/** To be asked of calls only that were not made before: what is done stays, whatever the limits are now. */
function dispatchRefused(engine: Engine, work: SpecWork, reserve: number): Ended | undefined {
  const decision = decideDispatch(work.history, reserve);
  if (decision.kind === 'end') return decision;
  return engine.pool.reserve(work.spec.name, work.earlierUsd + spentUsd(work.history), reserve);
}

/** What the spec and the run as a whole have left for a call. */
function leftUsd(engine: Engine, work: SpecWork): number {
  const spent = spentUsd(work.history);
  return Math.min(work.history.caps.usd - spent, engine.pool.left(work.spec.name, work.earlierUsd + spent));
}

function spend(work: SpecWork, usd: number): void {
  work.history = { ...work.history, otherUsd: work.history.otherUsd + usd };
}

function started(
  engine: Engine,
  work: SpecWork,
  at: { readonly iteration: number; readonly call: number; readonly left: number },
): void {
  const { caps } = work.history;
  const facts = {
    spec: work.spec.name,
    ...at,
    of: caps.iterations,
    agent: engine.input.agent,
    model: engine.input.model,
    usd: spentUsd(work.history),
    cap: caps.usd,
  };
  show(engine, event('iteration.started', facts));
}

async function prompt(engine: Engine, work: SpecWork, iteration: number): Promise<string> {
  const last = work.history.iterations.at(-1);
  const built = buildPrompt({
    spec: work.spec,
    iteration,
    iterations: work.history.caps.iterations,
    items: work.items,
    tampered: last?.verify.tampered ?? [],
    notes: work.history.iterations.map((_, index) => note(work, index)),
    opening: await openingOf(engine.context, engine.root, engine.input.command, work, iteration),
  });
  const { run } = engine.lease;
  const payload = { run, spec: work.spec.name, iteration, agent: engine.input.agent, prompt: built };
  return (await engine.context.hooks.will(willIterate, payload)).prompt;
}

function note(work: SpecWork, index: number): string {
  const done = work.history.iterations[index];
  if (done === undefined) return '';
  const gain = gained(work.history, index).length;
  const what = done.agent.changed ? 'changed files' : 'changed nothing';
  const failure = done.agent.failure === null ? '' : `, ended by ${done.agent.failure}`;
  return `iteration ${index + 1} ${what}${failure} and gained ${gain} ${gain === 1 ? 'criterion' : 'criteria'}`;
}

function verifyIteration(
  engine: Engine,
  work: SpecWork,
  iteration: number,
  agent: AgentResult,
): Promise<VerifyResult> {
  // After a person was waited for, the same work is looked at again.
  const waits = work.past.filter((end) => end.iterations === iteration && end.status === 'waiting').length;
  return step(
    engine,
    `${stepPrefix(work.spec)}/iteration/${iteration}/verify/${waits + 1}`,
    verifyResult,
    async () => {
      const request: CheckRequest = {
        spec: work.spec,
        iteration,
        base: work.base,
        commit: agent.commit,
        tree: agent.tree,
        vacuous: work.history.vacuous,
      };
      const checked = await checkCommit(engine, work.place, request);
      const result = resultOf(checked);
      await engine.context.hooks.did(didIterate, {
        run: engine.lease.run,
        spec: work.spec.name,
        iteration,
        commit: result.commit,
        report: checked.report,
      });
      return { result, events: eventsOf(engine, work, { request, checked, agent, result }) };
    },
  );
}

function resultOf(checked: CheckedCommit): VerifyResult {
  return {
    met: checked.report.met,
    waiting: checked.report.waiting,
    signature: checked.report.signature,
    commit: checked.commit,
    tree: checked.tree,
    items: itemsOf(checked.report),
    tampered: tamperedPaths(checked.tampering),
    durationMs: checked.durationMs,
    usd: checked.usd,
    usdUnknown: checked.usdUnknown,
  };
}

/** Whoever commits a whole folder of packages changes thousands of files: the first ones tell enough. */
function tamperedPaths(tampering: CheckedCommit['tampering']): readonly string[] {
  const shown = tampering.slice(0, TAMPERED_SHOWN);
  const paths = shown.map(({ path, change, detail }) => `${path} (${detail ?? change})`);
  const more = tampering.length - shown.length;
  return more === 0 ? paths : [...paths, `and ${more} more`];
}

interface Verified {
  readonly request: CheckRequest;
  readonly checked: CheckedCommit;
  readonly agent: AgentResult;
  readonly result: VerifyResult;
}

function eventsOf(
  engine: Engine,
  work: SpecWork,
  { request, checked, agent, result }: Verified,
): ReturnType<typeof event>[] {
  const spec = work.spec.name;
  const { iteration } = request;
  const history = { ...work.history, iterations: [...work.history.iterations, { agent, verify: result }] };
  const tampering =
    checked.tampering.length === 0
      ? []
      : [
          event('tampering.found', {
            spec,
            iteration,
            files: checked.tampering.slice(0, TAMPERED_SHOWN),
            count: checked.tampering.length,
          }),
        ];
  const facts = {
    spec,
    iteration,
    of: history.caps.iterations,
    agent: engine.input.agent,
    model: engine.input.model,
    usd: agent.usd,
    spent: spentUsd(history),
    cap: history.caps.usd,
    failure: agent.failure,
    claim: agent.hint,
    commit: result.commit,
    tree: result.tree,
    met: result.met,
    signature: result.signature,
    gained: gained(history, iteration - 1).length,
    items: result.items.map(({ key, label, verdict, reason }) => ({ key, label, verdict, reason })),
  };
  const recorded = [verdictsEvent(request, checked), ...judgeCostEvents(request, checked), ...tampering];
  return [...recorded, event('iteration.ended', facts)];
}
