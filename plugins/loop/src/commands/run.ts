import {
  type Command,
  type CommandContext,
  type CommandInput,
  defineCommand,
  flag,
  listOption,
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
  const plan = await planRun(context, ready, { specs: listOption(input, 'spec'), options: input });
  for (const notice of plan.notices) context.emit({ type: 'run.notice', notice });
  if (plan.input.specs.length === 0) return { data: planOf(plan.input, 'nothing') };
  if (flag(input, 'dryRun')) return { data: planOf(plan.input, 'dry-run') };
  const result = await startRun(context, ready, plan.input);
  return { data: result, exit: EXIT_OF[result.status] };
}
