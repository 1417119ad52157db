import type { PluginContext } from '@mmm/plugin-api';

const ROUNDS = 10;
const PAUSE_MS = 20;

/**
 * Kills what still runs with this entry in its environment: processes that left the group that they were started in.
 * Repeated until none is left, since one may start another while it is being looked for.
 */
export async function endStragglers(
  { processes, clock }: Pick<PluginContext, 'processes' | 'clock'>,
  name: string,
  value: string,
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = await processes.findByEnvironment(name, value);
    if (found.length === 0) return;
    for (const identity of found) processes.kill(identity);
    await clock.sleep(PAUSE_MS);
  }
}
