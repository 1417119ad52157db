// Child processes as an injected thing: each in its own process group, bounded in time and in what is kept of its
// output, and killed as a group.

/** A pid alone is recycled by the system; these three together name one process for ever. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly bootId: string;
  /** Start time in the system's own unit; empty where the platform does not tell. */
  readonly startedAt: string;
}

export interface ProcessRequest {
  /** An executable's path, or a name looked up on the PATH of `env`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child: nothing is added to it. */
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Killed after this long, whatever it does. */
  readonly timeoutMs?: number;
  /** Killed when neither stream had a byte for this long. */
  readonly idleMs?: number;
  /** Between TERM and KILL to the group. Default 2,000. */
  readonly graceMs?: number;
  /** Bytes kept of each stream, half from its start and half from its end. Default 256 KiB. */
  readonly keepBytes?: number;
  /** Where the whole standard output is copied, byte for byte, up to `recordBytes`. */
  readonly recordTo?: string;
  /** Default 64 MiB. */
  readonly recordBytes?: number;
  readonly signal?: AbortSignal;
}

export type ProcessEnd =
  | 'exited'
  | 'signalled'
  | 'timed-out'
  | 'idle'
  | 'aborted'
  | 'stopped'
  | 'not-found'
  | 'not-started';

export interface Output {
  /** Decoded as UTF-8, invalid bytes replaced; the middle is cut where more than `keepBytes` came. */
  readonly text: string;
  readonly bytes: number;
  readonly truncated: boolean;
  /** Of every byte that came, also of those not kept. Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface ProcessResult {
  readonly end: ProcessEnd;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly durationMs: number;
}

/** One line of standard output. Longer ones than 8 MiB come cut, and say so. */
export interface OutputLine {
  readonly text: string;
  readonly cut: boolean;
}

export interface RunningProcess {
  /** Undefined where it could not be started; `done` says why. */
  readonly identity: ProcessIdentity | undefined;
  /** Standard output, line by line; reading slower than the child writes slows the child down. */
  readonly lines: AsyncIterable<OutputLine>;
  readonly done: Promise<ProcessResult>;
  /** TERM to the group, KILL after the grace; resolves when it has ended. */
  stop(): Promise<ProcessResult>;
}

export interface Processes {
  readonly self: ProcessIdentity;
  /** This process's environment, as it was at the start. */
  readonly environment: Readonly<Record<string, string>>;
  run(request: ProcessRequest): Promise<ProcessResult>;
  start(request: ProcessRequest): RunningProcess;
  isAlive(identity: ProcessIdentity): boolean;
  /** Kills (KILL) a process and its group, if it is still the same process. True where there was one. */
  kill(identity: ProcessIdentity): boolean;
  /** Live processes whose environment has this entry; empty on platforms that do not tell. */
  findByEnvironment(name: string, value: string): Promise<readonly ProcessIdentity[]>;
  /** The absolute path of a program on the PATH, or undefined. */
  which(program: string): Promise<string | undefined>;
}
