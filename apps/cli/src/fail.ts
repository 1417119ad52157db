import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createRedactor, locateRoot } from '@mmm/kernel';
import { isMmmError } from '@mmm/plugin-api';
import { reportError } from './errors-out.ts';
import { renderingFor, type Terminal } from './terminal.ts';

export interface Failure {
  readonly terminal: Terminal;
  /** The command line, which may be the very thing that could not be read. */
  readonly typed: readonly string[];
}

/** Prints an error and ends the process with its exit code. */
export async function fail(thrown: unknown, { terminal, typed }: Failure): Promise<void> {
  const end = typed.indexOf('--');
  const flags = new Set(end === -1 ? typed : typed.slice(0, end));
  const report = reportError(thrown, {
    json: flags.has('--json-events') ? 'line' : flags.has('--json') ? 'whole' : 'none',
    debug: flags.has('--debug'),
    color: renderingFor('stderr', terminal, !flags.has('--no-color')).color,
    redact: createRedactor(terminal.environment),
    log: isMmmError(thrown) ? undefined : logFolder(terminal),
  });
  terminal.print(report.stdout);
  terminal.complain(report.stderr);
  await terminal.flush();
  terminal.exit(report.exit);
}

/** Where a bug of this command is recorded: in the project that it ran in. */
function logFolder({ cwd, home }: Terminal): string | undefined {
  const root = locateRoot({ cwd, home });
  const folder = root === undefined ? undefined : join(root, '.mmm', 'logs');
  return folder !== undefined && existsSync(folder) ? folder : undefined;
}
