import { createTrust, systemClock, systemFiles } from '@mmm/kernel';

/** Whether this person trusts a project on this machine. Loaded only where a project brings plugins along. */
export function isTrusted(home: string, root: string): Promise<boolean> {
  return createTrust({ home, files: systemFiles, clock: systemClock }).isTrusted(root);
}
