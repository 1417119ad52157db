import type { RunRecord, SpecStatus } from '../api.ts';

export interface Cost {
  /** US dollars that are known to have been spent. */
  readonly usd: number;
  /** Calls whose cost nobody knows; they are not free. */
  readonly unknown: number;
}

/** A spec that is neither untouched nor through, and why. */
export interface NotableSpec {
  readonly name: string;
  readonly status: SpecStatus;
  readonly reason: string | undefined;
}

/** A run without its input, with what it has cost. */
export interface RunStanding extends Omit<RunRecord, 'input'> {
  readonly cost: Cost | undefined;
}

/** What `mmm status` gives. */
export interface StatusReport {
  readonly project: { readonly name: string; readonly root: string };
  /** When this was true, in milliseconds since the epoch. */
  readonly at: number;
  readonly specs: {
    readonly total: number;
    /** Only statuses that occur. */
    readonly byStatus: Readonly<Partial<Record<SpecStatus, number>>>;
    /** The first of them by name; `total` and `byStatus` count all. */
    readonly notable: readonly NotableSpec[];
  };
  /** Runs that a live process holds, newest first. */
  readonly live: readonly RunStanding[];
  /** Runs whose process is gone and which nobody took up, newest first. */
  readonly cutOff: readonly RunStanding[];
  /** The newest run that ended. */
  readonly last: RunStanding | undefined;
  /** Of all runs of the project; absent where none booked any. */
  readonly cost: Cost | undefined;
}
