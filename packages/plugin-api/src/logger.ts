/** Structured values of one log entry; they are redacted before they are written. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes JSON lines to the log file of the running command, never to the terminal. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
