// What the player is told to do in one call. Types only: the player runs by itself and imports nothing else.

export type Edit =
  | { readonly write: string; readonly content: string }
  | { readonly append: string; readonly content: string }
  | { readonly replace: string; readonly find: string; readonly with: string }
  | { readonly delete: string };

/** One iteration of a script. Everything happens in the order in which it stands here. */
export interface Part {
  readonly delay_ms?: number | undefined;
  readonly edits?: readonly Edit[] | undefined;
  /** Shell commands, run in the worktree; their output is thrown away. */
  readonly run?: readonly string[] | undefined;
  /** Seconds that a grandchild stays after the agent has ended. */
  readonly linger?: number | undefined;
  /** Bytes of JSON-less output. */
  readonly flood?: number | undefined;
  /** Bytes that are not UTF-8. */
  readonly garbage?: number | undefined;
  readonly say?: string | undefined;
  readonly model?: string | undefined;
  readonly tokens?: { readonly input: number; readonly output: number } | undefined;
  readonly cost_usd?: number | undefined;
  /** Refuses with a usage limit in the first `times` calls of the iteration; nothing above but the delay happens then. */
  readonly limit?: { readonly resets_in_ms: number; readonly times: number } | undefined;
  /** Fails with this class instead of a success. */
  readonly fail?: string | undefined;
  /** An exit code or a signal's name, instead of a result. */
  readonly crash?: number | string | undefined;
  /** Stays for ever: before its result, or after it. */
  readonly hang?: 'before' | 'after' | undefined;
  /** Ends without having printed anything at all. */
  readonly silent?: boolean | undefined;
}

/** What the player reads from its standard input. */
export interface PlayerInput {
  readonly part: Part;
  /** Which call of the iteration this is; counts from 1. */
  readonly call: number;
  /** A judge changes nothing. */
  readonly readOnly: boolean;
}
