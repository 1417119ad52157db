// Started as a process of its own by the tests: starts a child, says its pid, and exits without waiting for it.
import { createProcesses } from '../../src/processes/processes.ts';

const env = { PATH: process.env.PATH ?? '' };
const running = createProcesses(env).start({ file: 'sleep', args: ['60'], cwd: process.cwd(), env });
process.stdout.write(`${running.identity?.pid}\n`, () => process.exit(0));
