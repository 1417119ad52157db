import { type Command, defineCommand, optionalArg } from '@mmm/plugin-api';
import { EXIT_OF } from '../domain/status.ts';
import { services } from '../engine/engine.ts';
import { resumeRun } from '../engine/start.ts';
import { type RunData, runView } from '../view/plan.ts';
import { progressView } from '../view/progress.ts';

const command: Command<RunData> = defineCommand({
  async run(input, context) {
    const result = await resumeRun(context, await services(context), optionalArg(input, 'run'), input);
    return { data: result, exit: EXIT_OF[result.status] };
  },
  view: runView,
  progress: progressView,
});
export default command;
