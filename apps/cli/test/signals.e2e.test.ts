import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, ended, printed, type Sandbox } from './bin.ts';

let box: Sandbox;
beforeAll(async () => {
  box = await createSandbox({ act: fileURLToPath(new URL('fixtures/act', import.meta.url)) });
});
afterAll(() => box[Symbol.asyncDispose]());

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 143],
] as const)('ends a command cleanly at %s, with %i', async (signal, code) => {
  const child = box.start(['act', 'wait']);
  const end = ended(child);
  await printed(child, 'act.waiting');
  child.kill(signal);
  expect(await end).toEqual({
    stdout: 'act.waiting\n',
    stderr: `stopping after ${signal}; once more stops at once\n`,
    code,
  });
});

it('ends at once at the second signal', async () => {
  const child = box.start(['act', 'wait', '--deaf']);
  const end = ended(child);
  await printed(child, 'act.waiting');
  child.kill('SIGINT');
  const stopping = new Promise((resolve) => child.stderr?.once('data', resolve));
  await stopping;
  child.kill('SIGINT');
  expect(await end).toMatchObject({ code: 130 });
});

it('ends a command quietly where nobody reads its output any more', async () => {
  const child = box.start(['act', 'chatter']);
  const end = ended(child);
  await printed(child, 'act.talked');
  child.stdout?.destroy();
  expect(await end).toMatchObject({ stderr: '', code: 0 });
});
