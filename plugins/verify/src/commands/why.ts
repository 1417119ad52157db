import { arg, type Command, type CommandContext, defineCommand, unwrap } from '@mmm/plugin-api';
import { specsService } from '@mmm/plugin-specs/api';
import { type Journal, type StoredEvent, stateService } from '@mmm/plugin-state/api';
import { runFacts } from '../domain/run-facts.ts';
import { explain, type WhyReport } from '../domain/why.ts';
import { whyView } from '../domain/why-view.ts';
import { openStore } from '../store.ts';

/** Runs that are looked through for the spec and for what iterations cost. */
const RUNS = 20;

const command: Command<WhyReport> = defineCommand({
  async run(input, context) {
    const specs = await context.services.get(specsService);
    const reference = arg(input, 'spec');
    const summary = unwrap(await specs.find(reference));
    const spec = unwrap(await specs.read(summary.name));
    const { run, events, elsewhere } = await readRuns(context, spec.name);
    const facts = runFacts(events, spec.name);
    const costs = facts.costs.length > 0 ? facts.costs : runFacts(elsewhere, spec.name).costs;
    const store = await openStore(context);
    const data = explain({
      spec: spec.name,
      reference: spec.number ?? spec.name,
      status: summary.status,
      criteria: spec.criteria,
      gates: spec.gates.length,
      ledger: store.newest(spec.name),
      run,
      facts: { ...facts, costs },
    });
    return { data };
  },
  view: whyView,
});

export default command;

interface Past {
  readonly run: string | undefined;
  readonly events: readonly StoredEvent[];
  /** Of the other recent runs. */
  readonly elsewhere: readonly StoredEvent[];
}

async function readRuns(context: CommandContext, spec: string): Promise<Past> {
  const state = await context.services.get(stateService);
  const runs = await state.journal.runs({ limit: RUNS });
  const mine = runs.find(({ claims }) => claims.includes(spec));
  const others = runs.filter(({ id }) => id !== mine?.id);
  return {
    run: mine?.id,
    events: mine === undefined ? [] : await state.journal.events(mine.id),
    elsewhere: await eventsOf(
      state.journal,
      others.map(({ id }) => id),
    ),
  };
}

async function eventsOf(journal: Journal, runs: readonly string[]): Promise<readonly StoredEvent[]> {
  const events = await Promise.all(runs.map((run) => journal.events(run)));
  return events.flat();
}
