import { arg, type Command, defineCommand, type View } from '@mmm/plugin-api';
import { type StoredEvent, stateService } from '@mmm/plugin-state/api';
import { errors } from '../errors.ts';
import { iterationLine, progressView } from '../view/progress.ts';

interface ShownRun {
  readonly run: string;
  readonly status: string;
  readonly reason: string | null;
  readonly holder: string | null;
  readonly input: unknown;
  readonly events: readonly StoredEvent[];
}

const command: Command<ShownRun> = defineCommand({
  async run(input, context) {
    context.requireProject();
    const { journal } = await context.services.get(stateService);
    const id = arg(input, 'run');
    const run = await journal.run(id);
    if (run === undefined) throw errors.UNKNOWN_RUN({ id });
    const events = await journal.events(id);
    return {
      data: {
        run: id,
        status: run.status,
        reason: run.reason ?? null,
        holder: run.holder ?? null,
        input: run.input,
        events,
      },
    };
  },
  view,
});
export default command;

function view(run: ShownRun): View {
  const happened = run.events.flatMap(({ type, data }) => {
    const fields = typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {};
    const told = { ...fields, type };
    // That an iteration starts is shown but not kept; its end says all that its start did.
    const start = type === 'iteration.ended' ? iterationLine(told, 'spent') : [];
    return [...start, ...(progressView(told) ?? [])];
  });
  const facts: [string, string][] = [
    ['run', run.run],
    ['status', run.status],
  ];
  if (run.reason !== null) facts.push(['reason', run.reason]);
  if (run.holder !== null) facts.push(['held by', run.holder]);
  return [{ kind: 'facts', rows: facts }, { kind: 'gap' }, ...happened];
}
