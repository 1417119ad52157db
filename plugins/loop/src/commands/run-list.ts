import { type Command, defineCommand, numberOption, type View } from '@mmm/plugin-api';
import { type RunStatus, stateService } from '@mmm/plugin-state/api';

interface ListedRun {
  readonly run: string;
  readonly status: RunStatus;
  readonly specs: readonly string[];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly holder: string | null;
  readonly reason: string | null;
}

const NEWEST = 20;

const command: Command<readonly ListedRun[]> = defineCommand({
  async run(input, context) {
    context.requireProject();
    const { journal } = await context.services.get(stateService);
    const runs = await journal.runs({
      kind: 'run',
      limit: Math.max(1, numberOption(input, 'limit') ?? NEWEST),
    });
    const data = runs.map((run) => ({
      run: run.id,
      status: run.status,
      specs: run.claims,
      startedAt: new Date(run.startedAt).toISOString(),
      endedAt: run.endedAt === undefined ? null : new Date(run.endedAt).toISOString(),
      holder: run.holder ?? null,
      reason: run.reason ?? null,
    }));
    return { data };
  },
  view,
});
export default command;

function view(runs: readonly ListedRun[]): View {
  if (runs.length === 0) {
    return [
      { kind: 'line', cells: ['No run yet.'] },
      { kind: 'line', cells: ['next', 'mmm run'] },
    ];
  }
  const columns = [
    { title: 'run' },
    { title: 'status' },
    { title: 'specs' },
    { title: 'started' },
    { title: 'held by' },
  ];
  const rows = runs.map((run) => [
    run.run,
    run.status,
    specsOf(run.specs),
    run.startedAt.slice(0, 16).replace('T', ' '),
    run.holder ?? '-',
  ]);
  return [{ kind: 'table', columns, rows }];
}

function specsOf(names: readonly string[]): string {
  const [first, ...rest] = names;
  return first === undefined ? '' : rest.length === 0 ? first : `${first} and ${rest.length} more`;
}
