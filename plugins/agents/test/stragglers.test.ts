import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createTestHost } from '@mmm/test-kit';
import { expect, it } from 'vitest';
import { endStragglers } from '../src/stragglers.ts';

const WAIT = ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)'];

it.runIf(process.platform === 'linux')('kills a process in a session of its own, and no other', async () => {
  await using host = await createTestHost({ plugins: ['agents'] });
  const start = (mark: string): ReturnType<typeof spawn> =>
    spawn(process.execPath, WAIT, {
      detached: true,
      env: { MARK: mark },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const mine = start(host.home);
  const other = start(`${host.home} other`);
  await Promise.all([mine, other].map((child) => child.stdout && once(child.stdout, 'data')));
  const ended = once(mine, 'exit');
  await endStragglers(await host.context('agents'), 'MARK', host.home);
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(other.exitCode).toBeNull();
  other.kill('SIGKILL');
  await once(other, 'exit');
});
