import type { Block, Cell, View } from '@mmm/plugin-api';
import type { Spec } from '@mmm/plugin-specs/api';
import type { LedgerRow, Verdict } from '../api.ts';
import { reasonOf, verdictCell } from './verdict-cells.ts';

/** A criterion with its newest verdict; the fields of the ledger are absent where no run has verified it. */
export interface CriterionStanding {
  readonly key: string;
  readonly ordinal: number;
  readonly text: string;
  /** `stale` where the criterion no longer stands in the spec. */
  readonly verdict: Verdict | undefined;
  readonly vacuous: boolean;
  readonly reason: string;
  readonly run?: string;
  readonly iteration?: number;
  readonly tree?: string;
  readonly at?: number;
}

export interface SpecStanding {
  readonly spec: string;
  readonly criteria: readonly CriterionStanding[];
}

export interface CriteriaData {
  readonly specs: readonly SpecStanding[];
}

export function standingOf(spec: Spec, ledger: readonly LedgerRow[]): SpecStanding {
  const rows = new Map(ledger.map((row) => [row.key, row]));
  const present = new Set(spec.criteria.map(({ key }) => key));
  const gone = ledger.filter(({ key }) => !present.has(key));
  return {
    spec: spec.name,
    criteria: [
      ...spec.criteria.map(({ key, ordinal, text }) => {
        const row = rows.get(key);
        return row === undefined ? { ...UNVERIFIED, key, ordinal, text } : { ...fromLedger(row), ordinal };
      }),
      ...gone.map((row) => ({
        ...fromLedger(row),
        verdict: 'stale' as const,
        reason: `no longer in the spec; it was ${row.verdict}`,
      })),
    ],
  };
}

const UNVERIFIED = { verdict: undefined, vacuous: false, reason: 'no run has verified it' } as const;

function fromLedger(row: LedgerRow): CriterionStanding {
  const { key, ordinal, text, verdict, vacuous, run, iteration, tree, at } = row;
  return { key, ordinal, text, verdict, vacuous, reason: reasonOf(row), run, iteration, tree, at };
}

export function criteriaView({ specs }: CriteriaData): View {
  if (specs.length === 0) return [{ kind: 'line', cells: ['The project has no specs.'] }];
  return specs.flatMap((spec): readonly Block[] => [
    { kind: 'line', cells: [{ text: spec.spec, tone: 'strong' }] },
    ...(spec.criteria.length === 0
      ? [{ kind: 'line', cells: ['no acceptance criteria'], indent: 3 } as const]
      : [{ kind: 'table', columns: COLUMNS, rows: spec.criteria.map(criterionRow), indent: 3 } as const]),
  ]);
}

const COLUMNS = [
  { title: '', align: 'right' },
  { title: '' },
  { title: '' },
  { title: '' },
  { title: '' },
] as const;

function criterionRow(criterion: CriterionStanding): readonly Cell[] {
  const { verdict, vacuous, run, iteration, at } = criterion;
  const origin = run === undefined ? '' : `${run} ${iteration === 0 ? 'baseline' : `iteration ${iteration}`}`;
  const when = at === undefined ? '' : new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  return [
    String(criterion.ordinal),
    verdict === undefined ? { text: '-', tone: 'muted' } : verdictCell(verdict),
    vacuous ? `${criterion.text} (vacuous)` : criterion.text,
    criterion.reason,
    { text: [origin, when].filter((part) => part !== '').join(', '), tone: 'muted' },
  ];
}
