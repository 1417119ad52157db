import type { Processes } from '@mmm/plugin-api';
import { killIdentity } from './group.ts';
import { findByEnvironment, isAlive, selfIdentity } from './identity.ts';
import { startProcess } from './start.ts';
import { findProgram } from './which.ts';

/**
 * Child processes of this machine. A child that could not be started says why in the text of its standard error.
 * Nothing is ever run through a shell.
 */
export function createProcesses(environment: Readonly<Record<string, string>>): Processes {
  return {
    get self() {
      return selfIdentity();
    },
    environment,
    run: (request) => startProcess(request, 'nobody').done,
    start: (request) => startProcess(request, 'lines'),
    isAlive,
    kill: killIdentity,
    findByEnvironment,
    which: async (program) => findProgram(program, environment.PATH ?? '', process.cwd()),
  };
}
