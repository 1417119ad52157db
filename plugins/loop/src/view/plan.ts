// What a run would do, and what it did, for people.
import type { Cell, View } from '@mmm/plugin-api';
import { money } from '../domain/decide.ts';
import type { RunInput } from '../domain/input.ts';
import type { RunResult } from '../engine/run.ts';

export interface RunPlan {
  /** Why nothing was started. */
  readonly planned: 'nothing' | 'dry-run' | 'declined';
  readonly agent: string;
  readonly model: string | null;
  readonly branch: string | null;
  readonly specs: readonly {
    readonly name: string;
    readonly dependsOn: readonly string[];
    readonly iterations: number;
    readonly usd: number;
  }[];
  /** The most that it may cost. */
  readonly usdAtMost: number;
}

export type RunData = RunPlan | RunResult;

export function planOf(input: RunInput, planned: RunPlan['planned']): RunPlan {
  const specs = input.specs.map(({ name, dependsOn, caps }) => ({
    name,
    dependsOn,
    iterations: caps.iterations,
    usd: caps.usd,
  }));
  const sum = specs.reduce((total, { usd }) => total + usd, 0);
  const { agent, model, branch } = input;
  return { planned, agent, model, branch, specs, usdAtMost: Math.min(sum, input.runUsd) };
}

export function runView(data: RunData): View {
  if (!('planned' in data)) return resultView(data);
  // The plan was shown before the question.
  if (data.planned === 'declined') return [{ kind: 'line', cells: ['Nothing was started.'] }];
  return planView(data);
}

export function planView(plan: RunPlan): View {
  if (plan.specs.length === 0) {
    return [
      { kind: 'line', cells: ['Nothing to run: every spec is done.'] },
      { kind: 'line', cells: ['next', 'mmm spec new "What is wanted"'] },
    ];
  }
  const columns = [
    { title: 'spec' },
    { title: 'depends on' },
    { title: 'iterations', align: 'right' },
    { title: 'at most', align: 'right' },
  ] as const;
  const rows = plan.specs.map((spec) => [
    spec.name,
    spec.dependsOn.join(', '),
    String(spec.iterations),
    money(spec.usd),
  ]);
  const agent = plan.model === null ? plan.agent : `${plan.agent} (${plan.model})`;
  return [
    { kind: 'table', columns, rows },
    { kind: 'gap' },
    {
      kind: 'facts',
      rows: [
        ['agent', agent],
        ['merges to', plan.branch ?? 'nothing: kept on private refs'],
        ['at most', money(plan.usdAtMost)],
      ],
    },
  ];
}

/** The specs of a result are those that ended; an interrupted run has more. */
function doneText(done: number, { status, specs }: RunResult): string {
  if (status === 'interrupted') return `${done} done so far`;
  return `${done} of ${specs.length} ${specs.length === 1 ? 'spec' : 'specs'} done`;
}

function resultView(result: RunResult): View {
  const done = result.specs.filter(({ status }) => status === 'done' || status === 'already-met').length;
  const cost = `${money(result.usd)}${result.usdUnknown ? ' or more' : ''}`;
  const tone = result.status === 'done' ? 'good' : 'warn';
  const head: Cell[] = [{ text: result.status, tone }, `run ${result.run}`, doneText(done, result), cost];
  const lines: View = [{ kind: 'gap' }, { kind: 'line', cells: head }];
  const reason = result.reason;
  const first = result.specs.find(({ status }) => !['done', 'already-met'].includes(status));
  return [
    ...lines,
    ...(reason === undefined ? [] : [{ kind: 'line', cells: ['', reason] } as const]),
    ...(first === undefined ? [] : [{ kind: 'line', cells: ['next', `mmm why ${first.name}`] } as const]),
  ];
}
