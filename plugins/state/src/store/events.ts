import { type Database, numberOf, type Row, textOf } from '@mmm/plugin-api';
import type { NewEvent, StoredEvent } from '../api.ts';
import { parseJson } from './json.ts';

/** Numbers the events and appends them. To be called inside of a write transaction. */
export function appendEvents(
  database: Database,
  run: string,
  events: readonly NewEvent[],
  now: number,
): readonly StoredEvent[] {
  if (events.length === 0) return [];
  const last = database.get(
    `SELECT coalesce((SELECT max(seq) FROM events WHERE run_id = ?), 0) AS seq,
            coalesce((SELECT max(position) FROM events), 0) AS position`,
    [run],
  );
  if (last === undefined) throw new Error('a select of two values returned no row');
  const seq = numberOf(last, 'seq');
  const position = numberOf(last, 'position');
  return events.map((event, index) => {
    const data = JSON.stringify(event.data);
    const stored = { run, seq: seq + index + 1, at: now, type: event.type, data: parseJson(data) };
    database.run('INSERT INTO events (run_id, seq, position, at, type, data) VALUES (?, ?, ?, ?, ?, ?)', [
      run,
      stored.seq,
      position + index + 1,
      now,
      event.type,
      data,
    ]);
    return stored;
  });
}

export function listEvents(
  database: Database,
  run: string,
  range: { readonly after: number; readonly last?: number },
): readonly StoredEvent[] {
  return database
    .all('SELECT * FROM events WHERE run_id = ? AND seq > ? AND seq <= ? ORDER BY seq', [
      run,
      range.after,
      range.last ?? Number.MAX_SAFE_INTEGER,
    ])
    .map(eventOf);
}

/** Events of all runs, in the order in which they were appended. `next` is where the following page starts. */
export function eventPage(
  database: Database,
  after: number,
  limit: number,
): { readonly events: readonly StoredEvent[]; readonly next: number } {
  const rows = database.all('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?', [
    after,
    limit,
  ]);
  const last = rows.at(-1);
  return { events: rows.map(eventOf), next: last === undefined ? after : numberOf(last, 'position') };
}

function eventOf(row: Row): StoredEvent {
  return {
    run: textOf(row, 'run_id'),
    seq: numberOf(row, 'seq'),
    at: numberOf(row, 'at'),
    type: textOf(row, 'type'),
    data: parseJson(textOf(row, 'data')),
  };
}
