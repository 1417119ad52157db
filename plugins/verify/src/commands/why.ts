import { arg, type Command, defineCommand, unwrap } from '@mmm/plugin-api';
import { specsService } from '@mmm/plugin-specs/api';
import { type Journal, stateService } from '@mmm/plugin-state/api';
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
    const state = await context.services.get(stateService);
    const runs = await state.journal.runs({ limit: RUNS });
    const run = runs.find(({ claims }) => claims.includes(spec.name))?.id;
    const facts = runFacts(run === undefined ? [] : await state.journal.events(run), spec.name);
    const others = runs.filter(({ id }) => id !== run).map(({ id }) => id);
    const costs = facts.costs.length > 0 ? facts.costs : await costsOf(state.journal, others);
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

/** What iterations of other specs cost lately. */
async function costsOf(journal: Journal, runs: readonly string[]): Promise<readonly number[]> {
  for (const run of runs) {
    const { costs } = runFacts(await journal.events(run), '');
    if (costs.length > 0) return costs;
  }
  return [];
}
