// The checks on the untouched tree: what passes there is no merit of the work to come.
import type { VerifyReport } from '@mmm/plugin-verify/api';
import { itemsOf } from '../domain/items.ts';
import { type BaselineResult, baselineResult } from '../domain/steps.ts';
import { checkCommit, judgeCostEvents, verdictsEvent } from './check.ts';
import { type Engine, event } from './engine.ts';
import { step } from './step.ts';
import { type SpecWork, stepPrefix } from './work.ts';

export function baseline(
  engine: Engine,
  work: Pick<SpecWork, 'spec' | 'place' | 'base'>,
): Promise<BaselineResult> {
  return step(engine, `${stepPrefix(work.spec)}/baseline`, baselineResult, async () => {
    const { spec, base } = work;
    const request = { spec, iteration: 0, base, commit: base, tree: base, vacuous: [] };
    const checked = await checkCommit(engine, work.place, request);
    const { report } = checked;
    const vacuous = report.criteria
      .filter(({ verdict }) => verdict === 'pass' || verdict === 'judged')
      .map(({ key }) => key);
    const result: BaselineResult = {
      met: report.met,
      vacuous,
      unprovable: unprovable(report),
      items: itemsOf(report),
      durationMs: checked.durationMs,
      usd: checked.usd,
    };
    const facts = {
      spec: spec.name,
      met: report.met,
      vacuous: vacuous.length,
      criteria: report.criteria.length,
    };
    const seen = report.criteria.map((verdict) => ({ ...verdict, vacuous: vacuous.includes(verdict.key) }));
    const marked = { ...checked, report: { ...report, criteria: seen } };
    return {
      result,
      events: [
        verdictsEvent(request, marked),
        ...judgeCostEvents(request, checked),
        event('baseline.ended', facts),
      ],
    };
  });
}

/** No amount of work can prove a criterion that nothing checks: better said before an agent costs money. */
function unprovable(report: VerifyReport): string | null {
  if (report.gates.length > 0) return null;
  if (report.criteria.length === 0) return 'it has no acceptance criteria and no verify: gate';
  const unchecked = report.criteria.filter(({ checks }) => checks.length === 0);
  const first = unchecked[0];
  if (first === undefined) return null;
  const more = unchecked.length === 1 ? '' : `, nor have ${unchecked.length - 1} more`;
  return `criterion ${first.ordinal} "${first.text}" has no check${more}; add "- check: \`command\`" below it, a verify: gate, or run with --judge`;
}
