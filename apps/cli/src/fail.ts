import { createRedactor } from '@mmm/kernel';
import { reportError } from './errors-out.ts';
import { renderingFor, type Terminal } from './terminal.ts';

export interface Failure {
  readonly terminal: Terminal;
  /** The command line, which may be the very thing that could not be read. */
  readonly typed: readonly string[];
  readonly log?: string | undefined;
}

/** Prints an error and ends the process with its exit code. */
export async function fail(thrown: unknown, { terminal, typed, log }: Failure): Promise<void> {
  const end = typed.indexOf('--');
  const flags = new Set(end === -1 ? typed : typed.slice(0, end));
  const report = reportError(thrown, {
    json: flags.has('--json') || flags.has('--json-events'),
    debug: flags.has('--debug'),
    color: renderingFor(terminal.process.stderr, terminal, !flags.has('--no-color')).color,
    redact: createRedactor(terminal.environment),
    log,
  });
  terminal.print(report.stdout);
  terminal.complain(report.stderr);
  await terminal.flush();
  terminal.exit(report.exit);
}
