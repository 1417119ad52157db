// Process groups. Every child leads one of its own, so that one signal reaches all that it started.
import type { ProcessIdentity } from '@mmm/plugin-api';
import { isAlive } from './identity.ts';

const live = new Set<number>();

/** The groups of children that run when this process exits are killed with it. */
export function watchGroup(pid: number): void {
  if (live.size === 0) process.on('exit', killAll);
  live.add(pid);
}

/** Kills what is left of a group whose leader ended. */
export function endGroup(pid: number): void {
  signalGroup(pid, 'SIGKILL');
  live.delete(pid);
  if (live.size === 0) process.off('exit', killAll);
}

/** False where the group has no members. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  return deliver(-pid, signal);
}

/** Kills a process and the group that it leads, if it is still the same process and not this one. */
export function killIdentity(identity: ProcessIdentity): boolean {
  if (identity.pid === process.pid || identity.pid <= 1 || !isAlive(identity)) return false;
  const group = signalGroup(identity.pid, 'SIGKILL');
  return deliver(identity.pid, 'SIGKILL') || group;
}

function deliver(target: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(target, signal);
  } catch {
    // It ended in the meantime, or belongs to somebody else.
    return false;
  }
}

function killAll(): void {
  for (const pid of live) signalGroup(pid, 'SIGKILL');
}
