import {
  type Database,
  definePoint,
  defineService,
  defineWillHook,
  type Point,
  type Result,
  type ServiceToken,
  type WillHook,
} from '@mmm/plugin-api';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Where a spec stands, as the `specifications` table holds it. */
export type SpecStatus =
  | 'pending'
  | 'running'
  | 'done'
  | 'already-met'
  | 'unmet'
  | 'stuck'
  | 'blocked'
  | 'paused'
  | 'waiting'
  | 'tampered'
  | 'failed';

/** One row of the seed's `specifications` table, with the columns that the index adds. */
export interface SpecificationRow {
  /** The file's name without `.md`; unique in the project. */
  readonly name: string;
  /** Relative to the project's root, with forward slashes. */
  readonly path: string;
  readonly content: string;
  readonly status: SpecStatus;
  readonly dependencies: readonly string[];
  readonly metadata: Json;
  /** Of the content; lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/** What decides whether a file must be read again. */
export type SpecificationStamp = Pick<SpecificationRow, 'name' | 'path' | 'bytes' | 'modifiedAt'>;
/** Everything but the content. */
export type SpecificationHead = Omit<SpecificationRow, 'content'>;

/** `mmm status` is about to read the tables; a tap may bring them in step with the files, or name the project. */
export const willReport: WillHook<{ readonly root: string; readonly name: string }> =
  defineWillHook('state:will-report');

/** The `specifications` table. The specs plugin keeps it in step with the files; status is moved by events only. */
export interface Specifications {
  stamps(): Promise<readonly SpecificationStamp[]>;
  heads(): Promise<readonly SpecificationHead[]>;
  read(name: string): Promise<SpecificationRow | undefined>;
  /** Inserts or updates, and removes, in one transaction. The status of a known spec stays. */
  sync(changed: readonly Omit<SpecificationRow, 'status'>[], removed: readonly string[]): Promise<void>;
}

export type RunStatus =
  | 'running'
  | 'done'
  | 'unmet'
  | 'paused'
  | 'waiting'
  | 'tampered'
  | 'interrupted'
  | 'failed';

export interface RunRecord {
  readonly id: string;
  readonly kind: string;
  readonly status: RunStatus;
  /** What the run was started with; enough to start it again. */
  readonly input: Json;
  /** Why it stands as it does, in one sentence. */
  readonly reason: string | undefined;
  /** Names that no other live run may claim; for the loop, the specs. */
  readonly claims: readonly string[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  /** The process that holds the run now, as `pid 4321`; absent where nobody does. */
  readonly holder: string | undefined;
}

/** The right to write to a run. `token` rises at every take-over; a write with an older one is refused. */
export interface Lease {
  readonly run: string;
  readonly token: number;
}

export interface NewEvent {
  /** `area.what-happened`. */
  readonly type: string;
  readonly data: Json;
}

export interface StoredEvent extends NewEvent {
  readonly run: string;
  /** Counts from 1 without a gap in each run. */
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export type StepBegin =
  /** It was done before, perhaps by a process that has died: its kept result. */
  | { readonly state: 'done'; readonly result: Json }
  /** To be done now. `attempt` counts from 1; above 1 an earlier attempt was cut off. */
  | { readonly state: 'due'; readonly attempt: number };

export interface StepRecord {
  readonly run: string;
  readonly name: string;
  readonly status: 'started' | 'done';
  readonly attempt: number;
  readonly result: Json | undefined;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
}

/**
 * The journal of durable steps, the event log and the leases: one service, because one transaction writes all three.
 * Every write carries its lease; one whose token is no longer the newest is refused with `MMM_STATE_STALE_LEASE`.
 */
export interface Journal {
  /** Creates a run with its claims and takes its lease. `MMM_STATE_HELD` where a live run claims one of them. */
  create(run: {
    readonly id: string;
    readonly kind: string;
    readonly input: Json;
    readonly claims: readonly string[];
  }): Promise<Result<Lease>>;
  /** Takes a run whose holder is dead or past its lease. `MMM_STATE_HELD` where it is alive, with who it is. */
  takeOver(run: string): Promise<Result<Lease>>;
  /** Ends this process's hold and sets how the run stands. The heartbeat stops. */
  release(lease: Lease, status: Exclude<RunStatus, 'running'>, reason?: string): Promise<void>;
  /** Throws where the lease is stale; to be asked right before something leaves mmm. */
  check(lease: Lease): Promise<void>;
  begin(lease: Lease, step: string): Promise<StepBegin>;
  /** The step's result and the events that tell of it, in one transaction. */
  finish(lease: Lease, step: string, result: Json, events: readonly NewEvent[]): Promise<void>;
  /** Events outside of a step. */
  record(lease: Lease, events: readonly NewEvent[]): Promise<void>;
  run(id: string): Promise<RunRecord | undefined>;
  /** Newest first. */
  runs(filter?: {
    readonly kind?: string;
    readonly status?: RunStatus;
    readonly limit?: number;
  }): Promise<readonly RunRecord[]>;
  steps(run: string): Promise<readonly StepRecord[]>;
  /** In order; only those after `after`, where given. */
  events(run: string, after?: number): Promise<readonly StoredEvent[]>;
}

/** One row of the seed's `executions` table: an iteration. */
export interface ExecutionRow {
  readonly run: string;
  readonly spec: string;
  readonly iteration: number;
  readonly command: string;
  readonly input: string;
  readonly output: string;
  readonly status: string;
  readonly startedAt: number;
  readonly completedAt: number;
}

export interface StateService {
  readonly specifications: Specifications;
  readonly journal: Journal;
  /** Newest first. */
  executions(filter?: {
    readonly spec?: string;
    readonly run?: string;
    readonly limit?: number;
  }): Promise<readonly ExecutionRow[]>;
  /** Empties every projection and fills it again from the events. */
  rebuild(): Promise<{ readonly events: number }>;
}

export const stateService: ServiceToken<StateService> = defineService('state');

// Events that the state plugin itself projects into the seed's tables. Whoever records them uses these shapes.

/** `spec.status-changed` */
export interface SpecStatusChanged {
  readonly spec: string;
  readonly status: SpecStatus;
  readonly reason: string;
  /** Of the text that it speaks of: once the file holds another, the spec is pending again. */
  readonly sha256?: string;
}

/** `execution.recorded`: an `ExecutionRow` without its run. */
export type ExecutionRecorded = Omit<ExecutionRow, 'run'>;

/** `cost.booked`: what one call has cost, in US dollars; null is unknown, and unknown is not zero. */
export interface CostBooked {
  readonly spec: string;
  readonly usd: number | null;
}

/**
 * Rows derived from events, in the transaction that appends them. For plugins that ship with mmm only: it runs
 * synchronously on the project's database. `reset` followed by every event must give the same rows.
 */
export interface Projection {
  readonly types: readonly string[];
  apply(database: Database, event: StoredEvent): void;
  reset(database: Database): void;
}

export const projectionPoint: Point<Projection> = definePoint('projections');
