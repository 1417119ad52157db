import { type Database, numberOf } from '@mmm/plugin-api';
import type { CostBooked } from '../api.ts';
import type { Cost } from '../domain/status-report.ts';

/** Adds what one call has cost. */
export function addCost(database: Database, booked: CostBooked & { readonly run: string }): void {
  database.run(
    `INSERT INTO state_costs (run_id, spec, usd, unknown) VALUES (:run, :spec, :usd, :unknown)
     ON CONFLICT (run_id, spec) DO UPDATE SET usd = usd + excluded.usd, unknown = unknown + excluded.unknown`,
    { run: booked.run, spec: booked.spec, usd: booked.usd ?? 0, unknown: booked.usd === null ? 1 : 0 },
  );
}

export function resetCosts(database: Database): void {
  database.run('DELETE FROM state_costs');
}

/** Of one run, or of all; undefined where none was booked. */
export function sumCost(database: Database, run?: string): Cost | undefined {
  const row = database.get(
    `SELECT count(*) AS rows, total(usd) AS usd, coalesce(sum(unknown), 0) AS unknown
     FROM state_costs WHERE :run IS NULL OR run_id = :run`,
    { run: run ?? null },
  );
  if (row === undefined || row.rows === 0) return undefined;
  return { usd: numberOf(row, 'usd'), unknown: numberOf(row, 'unknown') };
}
