// What the rest of the app knows of the process that it runs in.
import { fstatSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ExitCode, MmmError } from '@mmm/plugin-api';
import { errors } from './errors.ts';
import type { Rendering } from './render/view.ts';

export interface Terminal {
  readonly process: NodeJS.Process;
  /** Without the variables that have no value. */
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** `~/.mmm`, or where `MMM_HOME` points. */
  readonly home: string;
  /** True where a person sits at both ends. */
  readonly interactive: boolean;
  print(text: string): void;
  complain(text: string): void;
  /** Called once, when nothing more can be printed, for example because the reader has gone. */
  onClosed(listener: () => void): void;
  /** Resolves when everything printed has left the process; with an error where it could not be written. */
  flush(): Promise<MmmError | undefined>;
  /** Ends the process at once. */
  exit(code: ExitCode): void;
}

type Outlet = 'stdout' | 'stderr';

/** Streams are opened where nothing else will do: that takes longer than all that `mmm --version` does besides. */
export function openTerminal(process: NodeJS.Process): Terminal {
  const { env } = process;
  const listeners: (() => void)[] = [];
  const opened = new Set<Outlet>();
  let closed = false;
  let failure: MmmError | undefined;
  const onGone = (error: NodeJS.ErrnoException): void => {
    if (closed) return;
    closed = true;
    if (error.code !== 'EPIPE') failure = errors.OUTPUT_FAILED({ why: error.message }, { cause: error });
    for (const listener of listeners) listener();
  };
  const opening = (name: Outlet, onError: (error: Error) => void): NodeJS.WriteStream => {
    if (!opened.has(name)) process[name].on('error', onError);
    opened.add(name);
    return process[name];
  };
  return {
    process,
    environment: definedIn(env),
    get cwd() {
      return folderOf(process);
    },
    home: env.MMM_HOME || join(homedir(), '.mmm'),
    get interactive() {
      // Standard output first: where it is a pipe, the others need not be opened, and /dev/null looks like a terminal.
      return (['stdout', 'stderr', 'stdin'] as const).every((name) => isTerminal(process, name));
    },
    print: (text) => {
      const rest = opened.has('stdout') ? text : writeAtOnce(text, onGone);
      if (!closed && rest.length > 0) opening('stdout', onGone).write(rest);
    },
    // Where stderr is gone, nobody is left to be told.
    complain: (text) => {
      if (text !== '') opening('stderr', () => undefined).write(text);
    },
    onClosed: (listener) => {
      listeners.push(listener);
    },
    flush: async () => {
      await Promise.all([...opened].map((name) => drained(process[name])));
      return failure;
    },
    exit: (code) => process.exit(code),
  };
}

function folderOf(process: NodeJS.Process): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw errors.NO_FOLDER({}, { cause });
  }
}

/** How to render for a stream: colours and cutting are for terminals only. */
export function renderingFor(
  outlet: Outlet,
  { process, environment }: Terminal,
  color: boolean,
): Omit<Rendering, 'measure'> {
  if (!isTerminal(process, outlet)) return { color: false, width: undefined };
  const { NO_COLOR: noColor = '', TERM: term } = environment;
  const { columns } = process[outlet];
  return {
    color: color && noColor === '' && term !== 'dumb',
    width: columns > 0 ? columns : undefined,
  };
}

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 };

/** Looks at where a stream leads before it opens one. */
function isTerminal(process: NodeJS.Process, name: keyof typeof DESCRIPTORS): boolean {
  try {
    return fstatSync(DESCRIPTORS[name]).isCharacterDevice() && process[name].isTTY === true;
  } catch {
    // It is closed.
    return false;
  }
}

/** Writes to standard output without opening its stream; gives back what did not fit in. */
function writeAtOnce(text: string, onGone: (error: NodeJS.ErrnoException) => void): Buffer {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(DESCRIPTORS.stdout, rest));
  } catch (thrown) {
    const error: NodeJS.ErrnoException = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (error.code !== 'EAGAIN') onGone(error);
  }
  return rest;
}

/** An error of the stream comes after the callback of the write that failed. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) setImmediate(resolve);
    else stream.write('', () => setImmediate(resolve));
  });
}

function definedIn(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
