// The first module that the bin imports. It stays small: the version is answered from here, and everything else is
// loaded when it is known what is wanted.
import { fileURLToPath } from 'node:url';
import { readVersion } from './builtin.ts';
import { readGlobals } from './globals.ts';
import { openTerminal } from './terminal.ts';

/** Runs one command line and ends the process with its exit code. */
export async function main(): Promise<void> {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const terminal = openTerminal(process);
  const typed = process.argv.slice(2);
  // What nobody waits for may fail too: a stream, or a promise that a plugin forgot.
  process.once('uncaughtException', async (thrown) => {
    const { fail } = await import('./fail.ts');
    await fail(thrown, { terminal, typed });
  });
  try {
    const given = readGlobals(typed);
    if (given.globals.version) {
      const version = readVersion(folder);
      terminal.print(given.globals.json ? `${JSON.stringify({ version }, undefined, 2)}\n` : `${version}\n`);
      return;
    }
    const { start } = await import('./start.ts');
    const code = await start({ folder, terminal, given });
    const failure = await terminal.flush();
    if (failure !== undefined) throw failure;
    // Something that a plugin left open must not keep a finished command alive.
    terminal.exit(code);
  } catch (thrown) {
    const { fail } = await import('./fail.ts');
    await fail(thrown, { terminal, typed });
  }
}
