// `mmm` alone: runs what is pending. At a terminal it shows first what that would be and what it may cost, and asks.
import { type Command, defineCommand, flag } from '@mmm/plugin-api';
import { planAndRun } from '../engine/start.ts';
import { type RunData, runView } from '../view/plan.ts';
import { progressView } from '../view/progress.ts';

const command: Command<RunData> = defineCommand({
  run: (input, context) =>
    planAndRun(context, { specs: [], options: input }, flag(input, 'yes') ? 'at once' : 'after a yes'),
  view: runView,
  progress: progressView,
});
export default command;
