/** Time as an injected thing. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds that only ever rise; for measuring. */
  monotonic(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Randomness as an injected thing. */
export interface Random {
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
  uuid(): string;
}
