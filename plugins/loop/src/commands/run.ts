import { type Command, defineCommand, listOption } from '@mmm/plugin-api';
import { planAndRun } from '../engine/start.ts';
import { type RunData, runView } from '../view/plan.ts';
import { progressView } from '../view/progress.ts';

const command: Command<RunData> = defineCommand({
  run: (input, context) =>
    planAndRun(context, { specs: listOption(input, 'spec'), options: input }, 'at once'),
  view: runView,
  progress: progressView,
});
export default command;
