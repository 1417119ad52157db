import type { Block, Cell, View } from '@mmm/plugin-api';
import type { CheckResult, CriterionVerdict, VerifyReport } from '../api.ts';
import { checkReason, durationText, isGood, reasonOf, verdictCell } from './verdict-cells.ts';

export interface VerifiedSpec extends VerifyReport {
  readonly spec: string;
}

export interface VerifyData {
  readonly specs: readonly VerifiedSpec[];
}

export function verifyView({ specs }: VerifyData): View {
  if (specs.length === 0) {
    return [
      { kind: 'line', cells: ['The project has no specs.', { text: 'mmm spec new "…"', tone: 'strong' }] },
    ];
  }
  return specs.flatMap(specBlocks);
}

function specBlocks(report: VerifiedSpec): readonly Block[] {
  const rows = [...report.gates.map(gateRow), ...report.criteria.map(criterionRow)];
  return [
    { kind: 'line', cells: [{ text: report.spec, tone: 'strong' }, summary(report)] },
    ...(rows.length === 0 ? [] : [{ kind: 'table', columns: COLUMNS, rows, indent: 3 } as const]),
  ];
}

const COLUMNS = [{ title: '' }, { title: '' }, { title: '' }, { title: '', align: 'right' }] as const;

function summary(report: VerifyReport): Cell {
  const proved = report.criteria.filter(({ verdict }) => isGood(verdict)).length;
  const count = `${proved} of ${report.criteria.length} criteria hold`;
  if (report.met) return { text: `met, ${count}`, tone: 'good' };
  if (report.waiting) return { text: `waits for a person, ${count}`, tone: 'warn' };
  return { text: `not met, ${count}`, tone: 'bad' };
}

function criterionRow(criterion: CriterionVerdict): readonly Cell[] {
  const took = criterion.checks.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return [
    verdictCell(criterion.verdict),
    criterion.text,
    reasonOf(criterion),
    time(criterion.checks.length, took),
  ];
}

function gateRow(gate: CheckResult): readonly Cell[] {
  return [verdictCell(gate.verdict), 'gate', checkReason(gate), time(1, gate.durationMs)];
}

function time(checks: number, ms: number): Cell {
  return checks === 0 ? '' : { text: durationText(ms), tone: 'muted' };
}
