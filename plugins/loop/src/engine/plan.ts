// From configuration, options and specs to what a run will do; refuses before anything is started.

import { isDeepStrictEqual } from 'node:util';
import {
  type CommandContext,
  type CommandInput,
  type ConfigOrigin,
  flag,
  numberOption,
  textOption,
  unwrap,
} from '@mmm/plugin-api';
import type { RepositoryFacts } from '@mmm/plugin-git/api';
import type { SpecBudget, SpecSummary } from '@mmm/plugin-specs/api';
import type { Caps, PlannedSpec, RunInput } from '../domain/input.ts';
import { errors } from '../errors.ts';
import { type Chosen, choose } from './choose.ts';
import type { Services } from './engine.ts';
import { isMet } from './past.ts';

export interface Plan {
  readonly input: RunInput;
  /** What the person should know before it starts. */
  readonly notices: readonly string[];
}

export interface PlanRequest {
  /** References to specs; empty for all that are pending. */
  readonly specs: readonly string[];
  readonly options: CommandInput;
}

export async function planRun(
  context: CommandContext,
  services: Services,
  request: PlanRequest,
): Promise<Plan> {
  const { root } = context.requireProject('trusted');
  const merge = request.options.options.merge !== false;
  const facts = unwrap(await services.git.inspect(root));
  const base = checkRepository(root, facts, merge);
  const chosen = await choose(context, services, request.specs);
  const specs: PlannedSpec[] = [];
  for (const spec of chosen.specs) {
    const { budget } = unwrap(await services.specs.read(spec.name));
    specs.push(planned(context, spec, budget, chosen));
  }
  const agent = context.config.string('agent.default');
  const config = context.config;
  const input: RunInput = {
    specs,
    agent,
    model: config.optionalString('agent.model') ?? null,
    command: textOption(request.options, 'command') ?? null,
    runUsd: config.number('budget.run_usd'),
    reserveUsd: config.number('budget.reserve_usd'),
    parallel: config.number('run.parallel'),
    wait: config.boolean('run.wait') && request.options.options.wait !== false,
    retrySeconds: config.number('run.retry_seconds'),
    judgeUnchecked: flag(request.options, 'judge'),
    judgeAgent: config.optionalString('verify.judge_agent') ?? agent,
    merge,
    branch: merge ? (facts.branch ?? null) : null,
    base,
    flags: Object.fromEntries(otherFlags(context).map(({ key, value }) => [key, value])),
  };
  return { input, notices: dirtyNotice(context, facts) };
}

/** What the run's own input does not hold: the agent's settings, the folder of the specs and the like. */
function otherFlags(context: CommandContext): readonly ConfigOrigin[] {
  const held = /^(budget|run)\.|^agent\.(default|model)$/;
  return context.config.flags().filter(({ key }) => !held.test(key));
}

/** Settings that the run was started with and this command line lacks would make it another run. */
export function checkFlags(context: CommandContext, run: string, input: RunInput): void {
  const missing = Object.entries(input.flags).filter(
    ([key, value]) => !isDeepStrictEqual(context.config.explain(key).value, value),
  );
  if (missing.length === 0) return;
  const words = missing.map(([key, value]) => `--set ${key}=${JSON.stringify(value)}`).join(' ');
  throw errors.FLAGS_MISSING({ run, words });
}

/** Missing or logged out: said before anything is started, with what to type. */
export async function checkAgent(services: Services, agent: string): Promise<void> {
  const probe = unwrap(await services.agents.probe(agent));
  if (!probe.installed) {
    const hint = probe.hint ?? 'mmm agent list shows which agents can work';
    throw errors.AGENT_NOT_READY({ agent, problem: 'it is not installed.', hint });
  }
  if (probe.loggedIn === false) {
    const hint = probe.hint ?? 'log in with the agent itself';
    throw errors.AGENT_NOT_READY({ agent, problem: 'it is not logged in.', hint });
  }
}

function checkRepository(root: string, facts: RepositoryFacts, merge: boolean): string {
  if (facts.root !== root) throw errors.NOT_THE_TOP({ root, top: facts.root });
  if (facts.head === undefined) throw errors.NO_COMMITS({ root });
  if (facts.branch === undefined && merge) throw errors.DETACHED({ root, head: facts.head });
  return facts.head;
}

/** A dependency that is met already is no dependency of the run; one that is neither met nor in the run blocks. */
function planned(
  context: CommandContext,
  spec: SpecSummary,
  budget: SpecBudget,
  chosen: Chosen,
): PlannedSpec {
  const status = new Map(chosen.all.map(({ name, status: at }) => [name, at]));
  const dependsOn = (chosen.dependencies[spec.name] ?? []).filter((name) => {
    const inRun = chosen.specs.some((other) => other.name === name);
    return inRun || !isMet(status.get(name));
  });
  return { name: spec.name, sha256: spec.sha256, dependsOn, caps: capsOf(context, budget) };
}

/** A flag beats the spec's own budget, which beats the configuration. */
export function capsOf(context: CommandContext, budget: SpecBudget): Caps {
  return {
    usd: cap(context, 'budget.usd', budget.usd),
    iterations: cap(context, 'budget.iterations', budget.iterations),
    minutes: cap(context, 'budget.minutes', budget.minutes),
  };
}

function cap(context: CommandContext, key: string, own: number | undefined): number {
  const configured = context.config.number(key);
  return own === undefined || context.config.explain(key).layer === 'flag' ? configured : own;
}

function dirtyNotice(context: CommandContext, facts: RepositoryFacts): string[] {
  const own = [`${context.config.string('specs.dir')}/`, '.mmm', 'mmm.toml', '.gitignore'];
  const dirty = facts.dirty.filter((path) => !own.some((prefix) => path.startsWith(prefix)));
  if (dirty.length === 0) return [];
  const some = dirty.slice(0, 3).join(', ');
  return [
    `${dirty.length} uncommitted ${dirty.length === 1 ? 'file is' : 'files are'} not part of the run: ${some}${dirty.length > 3 ? ', …' : ''}`,
  ];
}

/** Caps that were raised for a resumed run. */
export function raised(input: RunInput, options: CommandInput): RunInput {
  const usd = numberOption(options, 'raiseBudget');
  const iterations = numberOption(options, 'iterations');
  const minutes = numberOption(options, 'minutes');
  const runUsd = Math.max(numberOption(options, 'raiseRunBudget') ?? input.runUsd, usd ?? 0, input.runUsd);
  const specs = input.specs.map((spec) => ({
    ...spec,
    caps: {
      usd: usd ?? spec.caps.usd,
      iterations: iterations ?? spec.caps.iterations,
      minutes: minutes ?? spec.caps.minutes,
    },
  }));
  const agent = textOption(options, 'agent') ?? input.agent;
  const model = textOption(options, 'model') ?? input.model;
  return { ...input, specs, runUsd, agent, model };
}
