// The ledger and the answers of people, in the project's database.
import {
  type Database,
  numberOf,
  optionalTextOf,
  type PluginContext,
  type Row,
  textOf,
} from '@mmm/plugin-api';
import type { CriterionVerdict, HumanAnswer, LedgerRow } from './api.ts';
import { readChecks, readVerdict } from './domain/stored-verdict.ts';

export interface Store {
  /** Newest first by criterion's place; of one run only, where given. */
  newest(spec: string, run?: string): readonly LedgerRow[];
  answerFor(spec: string, key: string, tree: string): HumanAnswer | undefined;
  answer(answer: HumanAnswer, at: number): void;
}

/** Where an event's verdicts come from. */
export interface Origin extends Pick<LedgerRow, 'spec' | 'run' | 'iteration' | 'tree' | 'at'> {
  readonly seq: number;
}

const INSERT = `
  INSERT OR REPLACE INTO verify_verdicts
    (run, seq, ordinal, spec, key, text, verdict, vacuous, iteration, tree, at, checks)
  VALUES
    (:run, :seq, :ordinal, :spec, :key, :text, :verdict, :vacuous, :iteration, :tree, :at, :checks)`;

// Several runs may record in the same millisecond: the order has to be the same after a rebuild.
const NEWEST = `
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY key ORDER BY at DESC, run DESC, seq DESC) AS age
    FROM verify_verdicts WHERE spec = :spec AND (:run IS NULL OR run = :run)
  ) WHERE age = 1 ORDER BY ordinal, at DESC`;

export async function openStore(context: PluginContext): Promise<Store> {
  const database = await context.database('project');
  return {
    newest: (spec, run) => database.all(NEWEST, { spec, run: run ?? null }).map(ledgerRow),
    answerFor(spec, key, tree) {
      const row = database.get(
        'SELECT * FROM verify_answers WHERE spec = ? AND key = ? AND tree = ? ORDER BY id DESC LIMIT 1',
        [spec, key, tree],
      );
      return row === undefined ? undefined : humanAnswer(row);
    },
    answer: (answer, at) => insertAnswer(database, answer, at),
  };
}

export function insertVerdict(database: Database, origin: Origin, criterion: CriterionVerdict): void {
  const { key, ordinal, text, verdict, vacuous, checks } = criterion;
  database.run(INSERT, {
    ...origin,
    key,
    ordinal,
    text,
    verdict,
    vacuous: vacuous ? 1 : 0,
    checks: JSON.stringify(checks),
  });
}

export function clearVerdicts(database: Database): void {
  database.run('DELETE FROM verify_verdicts');
}

function insertAnswer(database: Database, answer: HumanAnswer, at: number): void {
  const { spec, key, tree, approved, by, note } = answer;
  database.write(() =>
    database.run(
      'INSERT INTO verify_answers (spec, key, tree, approved, answerer, note, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [spec, key, tree, approved ? 1 : 0, by, note ?? null, at],
    ),
  );
}

function ledgerRow(row: Row): LedgerRow {
  return {
    spec: textOf(row, 'spec'),
    run: textOf(row, 'run'),
    iteration: numberOf(row, 'iteration'),
    tree: textOf(row, 'tree'),
    at: numberOf(row, 'at'),
    key: textOf(row, 'key'),
    ordinal: numberOf(row, 'ordinal'),
    text: textOf(row, 'text'),
    verdict: readVerdict(textOf(row, 'verdict')),
    vacuous: numberOf(row, 'vacuous') === 1,
    checks: readChecks(textOf(row, 'checks')),
  };
}

function humanAnswer(row: Row): HumanAnswer {
  return {
    spec: textOf(row, 'spec'),
    key: textOf(row, 'key'),
    tree: textOf(row, 'tree'),
    approved: numberOf(row, 'approved') === 1,
    by: textOf(row, 'answerer'),
    note: optionalTextOf(row, 'note'),
  };
}
