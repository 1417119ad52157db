// `mmm` alone: runs what is pending. At a terminal it shows first what that would be and what it may cost, and asks.
import {
  type Command,
  type CommandContext,
  type CommandInput,
  defineCommand,
  flag,
  type Outcome,
} from '@mmm/plugin-api';
import { EXIT_OF } from '../domain/status.ts';
import { services } from '../engine/engine.ts';
import { planRun } from '../engine/plan.ts';
import { startRun } from '../engine/start.ts';
import { planOf, type RunData, runView } from '../view/plan.ts';
import { progressView } from '../view/progress.ts';

const command: Command<RunData> = defineCommand({ run, view: runView, progress: progressView });
export default command;

async function run(input: CommandInput, context: CommandContext): Promise<Outcome<RunData>> {
  const ready = await services(context);
  const plan = await planRun(context, ready, { specs: [], options: input });
  for (const notice of plan.notices) context.emit({ type: 'run.notice', notice });
  if (plan.input.specs.length === 0) return { data: planOf(plan.input, 'nothing') };
  if (context.ask.interactive && !flag(input, 'yes')) {
    const shown = planOf(plan.input, 'declined');
    context.emit({ type: 'run.planned', plan: shown });
    const many = shown.specs.length === 1 ? 'this spec' : `these ${shown.specs.length} specs`;
    if (!(await context.ask.confirm(`Run ${many}?`, false))) return { data: shown };
  }
  const result = await startRun(context, ready, plan.input);
  return { data: result, exit: EXIT_OF[result.status] };
}
