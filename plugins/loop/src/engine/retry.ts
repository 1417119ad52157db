// What happens after an agent's call failed, by the class of the failure.
import type { AgentResult } from '../domain/steps.ts';
import { type Engine, event, record, Stopped } from './engine.ts';

const TRANSIENT_RETRIES = 3;
const LONGEST_BACKOFF_MS = 300_000;
/** So many resets in one iteration mean that the limit is not what it says. */
const LIMIT_WAITS = 50;

export interface Place {
  readonly spec: string;
  readonly iteration: number;
  readonly call: number;
}

/** True: call again. False: verify what is there. Throws `Stopped` where the run as a whole has to stop. */
export async function callAgain(engine: Engine, place: Place, result: AgentResult): Promise<boolean> {
  switch (result.failure) {
    case 'missing':
    case 'authentication':
    case 'billing':
      return stop(engine, 'failed', result.problem ?? `the agent failed: ${result.failure}`);
    case 'usage-limit':
      if (!engine.input.wait || place.call > LIMIT_WAITS) {
        return stop(engine, 'paused', result.problem ?? 'the agent reached its usage limit');
      }
      await waitUntil(
        engine,
        place,
        result.resetsAt ?? engine.context.clock.now() + backoff(engine, place.call),
        'usage limit',
      );
      return true;
    case 'rate-limit':
    case 'transient':
      if (place.call > TRANSIENT_RETRIES)
        return stop(
          engine,
          'paused',
          result.problem ?? `the agent failed ${place.call} times: ${result.failure}`,
        );
      await waitUntil(
        engine,
        place,
        engine.context.clock.now() + backoff(engine, place.call),
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
    await engine.context.clock.sleep(ms, engine.signal);
  } catch {
    throw new Stopped();
  }
}
