// git reads every worktree's administrative files when it adds or removes one, and trips over another's that is just
// being made. Within this process they take turns; against other processes the call is repeated.
import { type Clock, isMmmError } from '@mmm/plugin-api';

const TRIES = 8;
const PAUSE_MS = 25;

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function createInTurn(clock: Clock): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(() => repeated(clock, work));
    last = mine.catch(() => undefined);
    return mine;
  };
}

async function repeated<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !isHalfMade(error)) throw error;
      await clock.sleep(PAUSE_MS * attempt);
    }
  }
}

function isHalfMade(error: unknown): boolean {
  return (
    isMmmError(error) &&
    /failed to read .*(commondir|gitdir|HEAD)|unable to read gitdir file/s.test(error.message)
  );
}
