// SQLite for plugins that ship with mmm. Third-party plugins keep key-value state instead.

export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlParams = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;
export type Row = Readonly<Record<string, SqlValue>>;

/** `project` is the project's `.mmm/state.db`, `home` is `~/.mmm/mmm.db`. */
export type DatabaseScope = 'project' | 'home';

/** One open database. Statements are prepared once and kept. Calls are synchronous: SQLite runs in this process. */
export interface Database {
  get(sql: string, params?: SqlParams): Row | undefined;
  all(sql: string, params?: SqlParams): readonly Row[];
  run(sql: string, params?: SqlParams): { readonly changes: number; readonly lastId: number };
  /** Runs `work` in one immediate transaction; a throw rolls everything back. Nested calls join the outer one. */
  write<T>(work: () => T): T;
}

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`column "${column}" is not text`);
  return value;
}

export function optionalTextOf(row: Row, column: string): string | undefined {
  const value = row[column];
  return value === null || value === undefined ? undefined : textOf(row, column);
}

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`column "${column}" is not a number`);
  return value;
}

export function optionalNumberOf(row: Row, column: string): number | undefined {
  const value = row[column];
  return value === null || value === undefined ? undefined : numberOf(row, column);
}
