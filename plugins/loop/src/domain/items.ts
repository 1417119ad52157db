// From the verifier's report to what the loop keeps and shows.
import type { CheckResult, CriterionVerdict, VerifyReport } from '@mmm/plugin-verify/api';
import type { CheckedItem } from './steps.ts';

/** Characters of evidence kept for each item; the ledger has the whole. */
const EVIDENCE = 3000;

export function itemsOf(report: VerifyReport): CheckedItem[] {
  return [...report.criteria.map(criterionItem), ...report.gates.map(gateItem)];
}

function criterionItem(criterion: CriterionVerdict): CheckedItem {
  const decisive =
    criterion.checks.find((check) => check.verdict === criterion.verdict) ?? criterion.checks[0];
  return {
    key: criterion.key,
    label: criterion.text,
    verdict: criterion.verdict,
    reason: reasonOf(criterion.verdict, decisive),
    evidence: tail(decisive?.evidence ?? ''),
  };
}

function gateItem(gate: CheckResult, index: number): CheckedItem {
  return {
    key: `gate-${index + 1}`,
    label: `gate ${gate.source}`,
    verdict: gate.verdict,
    reason: reasonOf(gate.verdict, gate),
    evidence: tail(gate.evidence),
  };
}

function reasonOf(verdict: string, check: CheckResult | undefined): string {
  if (check === undefined) return 'it has no check';
  if (verdict === 'pass') return '';
  return check.kind === 'command' ? `${written(check.source)}: ${check.reason}` : check.reason;
}

/** A command as people say it: without the list's keyword and its quotes. */
function written(source: string): string {
  return source.replace(/^check:\s*/i, '').replace(/^`([^`]*)`/, '$1');
}

function tail(text: string): string {
  return text.length <= EVIDENCE ? text : text.slice(-EVIDENCE);
}

/** Criteria that hold; for the report at the end. */
export function proved(items: readonly CheckedItem[]): { readonly passing: number; readonly all: number } {
  const criteria = items.filter(({ key }) => !key.startsWith('gate-'));
  const passing = criteria.filter(({ verdict }) => ['pass', 'judged', 'waived'].includes(verdict));
  return { passing: passing.length, all: criteria.length };
}
