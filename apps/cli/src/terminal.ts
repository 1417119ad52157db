// What the rest of the app knows of the process that it runs in.
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

/** Streams are opened at their first use, which takes longer than all that `mmm --version` does besides. */
export function openTerminal(process: NodeJS.Process): Terminal {
  const { env } = process;
  const listeners: (() => void)[] = [];
  const opened = new Set<NodeJS.WriteStream>();
  let closed = false;
  let failure: MmmError | undefined;
  const onGone = (error: NodeJS.ErrnoException): void => {
    if (closed) return;
    closed = true;
    if (error.code !== 'EPIPE') failure = errors.OUTPUT_FAILED({ why: error.message }, { cause: error });
    for (const listener of listeners) listener();
  };
  const opening = (stream: NodeJS.WriteStream, onError: (error: Error) => void): NodeJS.WriteStream => {
    if (!opened.has(stream)) stream.on('error', onError);
    opened.add(stream);
    return stream;
  };
  return {
    process,
    environment: definedIn(env),
    cwd: process.cwd(),
    home: env.MMM_HOME || join(homedir(), '.mmm'),
    get interactive() {
      return [process.stdin, process.stdout, process.stderr].every((stream) => stream.isTTY === true);
    },
    print: (text) => {
      if (!closed && text !== '') opening(process.stdout, onGone).write(text);
    },
    // Where stderr is gone, nobody is left to be told.
    complain: (text) => {
      if (text !== '') opening(process.stderr, () => undefined).write(text);
    },
    onClosed: (listener) => {
      listeners.push(listener);
    },
    flush: async () => {
      await Promise.all([...opened].map(drained));
      return failure;
    },
    exit: (code) => process.exit(code),
  };
}

/** How to render for a stream: colours and cutting are for terminals only. */
export function renderingFor(
  stream: NodeJS.WriteStream,
  terminal: Terminal,
  color: boolean,
): Omit<Rendering, 'measure'> {
  const { NO_COLOR: noColor = '', TERM: term } = terminal.environment;
  const isTerminal = stream.isTTY === true;
  return {
    color: isTerminal && color && noColor === '' && term !== 'dumb',
    width: isTerminal && stream.columns > 0 ? stream.columns : undefined,
  };
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
