// What a run is started with: kept in the journal, so that a resumed run is the same run.
import * as z from 'zod';

const caps = z.object({ usd: z.number(), iterations: z.number(), minutes: z.number() });

export const runInputSchema: z.ZodType<RunInput> = z.object({
  specs: z.array(z.object({ name: z.string(), sha256: z.string(), dependsOn: z.array(z.string()), caps })),
  agent: z.string(),
  model: z.string().nullable(),
  command: z.string().nullable(),
  runUsd: z.number(),
  reserveUsd: z.number(),
  parallel: z.number(),
  wait: z.boolean(),
  retrySeconds: z.number(),
  judgeUnchecked: z.boolean(),
  judgeAgent: z.string().nullable(),
  merge: z.boolean(),
  branch: z.string().nullable(),
  base: z.string(),
  flags: z.record(z.string(), z.unknown()),
});

/** The limits of one spec. */
export interface Caps {
  /** US dollars. */
  readonly usd: number;
  readonly iterations: number;
  /** Of agents and checks at work; waiting does not count. */
  readonly minutes: number;
}

export interface PlannedSpec {
  readonly name: string;
  /** Of the file when the run was planned. */
  readonly sha256: string;
  /** Names within this run that have to be done first. */
  readonly dependsOn: readonly string[];
  readonly caps: Caps;
}

export interface RunInput {
  /** In dependency order. */
  readonly specs: readonly PlannedSpec[];
  readonly agent: string;
  readonly model: string | null;
  /** The custom command, as given on the command line. */
  readonly command: string | null;
  readonly runUsd: number;
  readonly reserveUsd: number;
  readonly parallel: number;
  /** Whether to wait for a usage limit's reset; else the run pauses. */
  readonly wait: boolean;
  /** Before the first retry of a transient failure; doubles up to five minutes. */
  readonly retrySeconds: number;
  readonly judgeUnchecked: boolean;
  readonly judgeAgent: string | null;
  readonly merge: boolean;
  /** Where proven work is merged to; null keeps it on private refs. */
  readonly branch: string | null;
  /** Commit of the branch when the run was planned. */
  readonly base: string;
  /** Settings of the command line by key that are not in here otherwise; a resumed run needs them again. */
  readonly flags: Readonly<Record<string, unknown>>;
}
