// What happens after an agent's call failed, by the class of the failure.
import type { AgentResult } from '../domain/steps.ts';
import { type Engine, event, record, Stopped } from './engine.ts';

const TRANSIENT_RETRIES = 3;
const LONGEST_BACKOFF_MS = 300_000;
/** The clock is looked at again this often: timers stand still in a sleeping machine, and hold no more than 24 days. */
const LOOK_AGAIN_MS = 60_000;
/** So many resets in one iteration mean that the limit is not what it says. */
const LIMIT_WAITS = 50;

export interface Place {
  readonly spec: string;
  readonly iteration: number;
  readonly call: number;
  /** The calls that this process has made in the iteration; 0 where this one's result was kept from before. */
  readonly tries: number;
}

/**
 * True: call again. False: verify what is there. Throws `Stopped` where the run as a whole has to stop. A failure that
 * an earlier process has seen is called again at once, but for a limit that is still in force.
 */
export async function callAgain(engine: Engine, place: Place, result: AgentResult): Promise<boolean> {
  const kept = place.tries === 0;
  switch (result.failure) {
    case 'missing':
    case 'authentication':
    case 'billing':
      if (kept) return true;
      return stop(engine, 'failed', result.problem ?? `the agent failed: ${result.failure}`);
    case 'usage-limit':
      if (kept && (result.resetsAt ?? 0) <= engine.context.clock.now()) return true;
      if (!engine.input.wait || place.tries > LIMIT_WAITS) {
        return stop(engine, 'paused', result.problem ?? 'the agent reached its usage limit');
      }
      await waitUntil(engine, place, limitEnd(engine, place, result), 'usage limit');
      return true;
    case 'rate-limit':
    case 'transient':
      if (kept) return true;
      if (place.tries > TRANSIENT_RETRIES)
        return stop(
          engine,
          'paused',
          result.problem ?? `the agent failed ${place.tries} times: ${result.failure}`,
        );
      await waitUntil(
        engine,
        place,
        engine.context.clock.now() + backoff(engine, place.tries),
        result.failure,
      );
      return true;
    default:
      return false;
  }
}

function stop(engine: Engine, status: 'paused' | 'failed', reason: string): never {
  engine.stop({ status, reason });
  throw new Stopped();
}

/** A reset that nobody named, or that has passed while the agent still refuses, says nothing. */
function limitEnd(engine: Engine, place: Place, { resetsAt }: AgentResult): number {
  const now = engine.context.clock.now();
  return resetsAt !== null && resetsAt > now ? resetsAt : now + backoff(engine, place.tries);
}

/** Doubles from the configured seconds to five minutes, with up to a fifth of jitter. */
function backoff(engine: Engine, call: number): number {
  const base = Math.min(engine.input.retrySeconds * 1000 * 2 ** (call - 1), LONGEST_BACKOFF_MS);
  const jitter = Number.parseInt(engine.context.random.hex(4), 16) / 0xffff / 5;
  return base * (1 + jitter);
}

async function waitUntil(engine: Engine, place: Place, until: number, why: string): Promise<void> {
  const ms = until - engine.context.clock.now();
  if (ms <= 0) return;
  await record(engine, [event('run.waiting', { spec: place.spec, iteration: place.iteration, until, why })]);
  try {
    for (let left = ms; left > 0; left = until - engine.context.clock.now())
      await engine.context.clock.sleep(Math.min(left, LOOK_AGAIN_MS), engine.signal);
  } catch {
    throw new Stopped();
  }
}
