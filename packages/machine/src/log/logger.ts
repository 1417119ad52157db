// The one home of pino, which is loaded at the first entry that is written.
import { join } from 'node:path';
import { type Clock, isMmmError, type LogFields, type Logger, messageOf } from '@mmm/plugin-api';
import type { Logger as Pino } from 'pino';

export interface Log {
  for(plugin: string): Logger;
  /** Resolves when every entry made so far is in the file. */
  close(): Promise<void>;
}

interface LogRequest {
  /** Where the files of this command go; asked for at each entry. Without one the entry is dropped. */
  readonly folder: () => string | undefined;
  readonly redact: (text: string) => string;
  readonly clock: Clock;
  readonly level: 'debug' | 'info';
}

type Level = 'debug' | 'info' | 'warn' | 'error';

interface Entry {
  readonly at: number;
  readonly level: Level;
  readonly plugin: string;
  readonly message: string;
  readonly fields: unknown;
}

interface Destination {
  readonly path: string;
  readonly pino: Pino;
  close(): void;
}

/** JSON lines, one file a day. Logging never fails its caller: what cannot be written is dropped. */
export function createLogger(request: LogRequest): Log {
  const { clock, redact } = request;
  let waiting: Entry[] = [];
  let loading: Promise<void> | undefined;
  let open: ((path: string) => Destination) | undefined;
  let current: Destination | undefined;

  function log(plugin: string, level: Level, message: string, fields: LogFields | undefined): void {
    if (level === 'debug' && request.level !== 'debug') return;
    try {
      const entry = {
        at: clock.now(),
        level,
        plugin,
        message: redact(message),
        fields: cleaned(fields, redact),
      };
      if (open !== undefined) write(entry);
      else {
        waiting.push(entry);
        loading ??= load();
      }
    } catch {
      // A value that cannot be read or a full disk is no reason to stop the work that is logged.
    }
  }

  async function load(): Promise<void> {
    try {
      open = await openerOf();
      for (const entry of waiting) write(entry);
    } catch {
      // The same: without a place to write, entries are dropped.
    }
    waiting = [];
  }

  function write({ at, level, plugin, message, fields }: Entry): void {
    const folder = request.folder();
    if (folder === undefined || open === undefined) return;
    const time = new Date(at).toISOString();
    const path = join(folder, `${time.slice(0, 10)}.jsonl`);
    if (current?.path !== path) {
      current?.close();
      current = undefined;
      current = open(path);
    }
    current.pino[level]({ time, plugin, ...(fields === undefined ? {} : { fields }) }, message);
  }

  return {
    for: (plugin) => ({
      debug: (message, fields) => log(plugin, 'debug', message, fields),
      info: (message, fields) => log(plugin, 'info', message, fields),
      warn: (message, fields) => log(plugin, 'warn', message, fields),
      error: (message, fields) => log(plugin, 'error', message, fields),
    }),
    async close() {
      await loading;
      current?.close();
      current = undefined;
    },
  };
}

async function openerOf(): Promise<(path: string) => Destination> {
  const { pino } = await import('pino');
  return (path) => {
    // Synchronous: an entry is in the file before the next step, also when the process is killed in it.
    const destination = pino.destination({ dest: path, sync: true, mkdir: true, append: true, mode: 0o600 });
    destination.on('error', () => {});
    const options = {
      level: 'debug',
      base: { pid: process.pid },
      timestamp: false,
      formatters: { level: (level: string) => ({ level }) },
    };
    return { path, pino: pino(options, destination), close: () => destination.end() };
  };
}

/** A copy of the fields as plain data in which every text is redacted. */
function cleaned(fields: LogFields | undefined, redact: (text: string) => string): unknown {
  if (fields === undefined) return undefined;
  try {
    return JSON.parse(JSON.stringify(fields, (_key, value) => cleanedValue(value, redact)));
  } catch (error) {
    return { unwritable: messageOf(error).split('\n')[0] };
  }
}

function cleanedValue(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint') return String(value);
  if (isMmmError(value)) return { code: value.code, message: redact(value.message) };
  return value instanceof Error
    ? { message: redact(value.message), stack: redact(value.stack ?? '') }
    : value;
}
