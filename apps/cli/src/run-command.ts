// Runs the command that was routed to: parse, host, handler, result, and everything taken back whatever happens.

import { join } from 'node:path';
import { type Catalog, createHost, createRedactor, type PluginHost } from '@mmm/kernel';
import { type Command, EXIT, type ExitCode, hostService, isMmmError, type Outcome } from '@mmm/plugin-api';
import { createAsk } from './ask.ts';
import type { App } from './builtin.ts';
import { createEmit, type EventMode } from './events.ts';
import type { Globals } from './globals.ts';
import { parse } from './parse.ts';
import { anyWidth, simpleWidth } from './render/layout.ts';
import { printResult } from './result.ts';
import type { Route } from './route.ts';
import { type Interruption, listenForSignals } from './signals.ts';
import type { Invocation } from './start.ts';
import { renderingFor, type Terminal } from './terminal.ts';

export interface Run extends Invocation {
  readonly app: App;
  readonly catalog: Catalog;
  readonly route: Route;
}

export async function runCommand(run: Run): Promise<ExitCode> {
  const { terminal, route, given } = run;
  const parsed = parse(route, given.rest);
  const interruption = listenForSignals({
    process: terminal.process,
    say: (line) => terminal.complain(`${line}\n`),
    exit: terminal.exit,
  });
  // Nobody reads any more: end cleanly and quietly.
  terminal.onClosed(() => interruption.stop(EXIT.done));
  const host = createHost(hostOptions(run, parsed.settings));
  try {
    const outcome = await perform(run, { host, interruption, input: parsed.input });
    return exitOf(outcome.exit, interruption);
  } catch (thrown) {
    // A command that ends because it was told to has not failed; what it says itself is shown.
    if (isMmmError(thrown)) throw thrown;
    if (interruption.exit !== undefined && isAbort(thrown, interruption)) return interruption.exit;
    await recordBug(thrown, host, route);
    throw thrown;
  } finally {
    if (given.globals.verbose) await tellOfPlugins(host, terminal);
    for (const failure of await host.dispose()) terminal.complain(`warning: ${failure.message}\n`);
    interruption.dispose();
  }
}

function hostOptions(
  { terminal, catalog, app, folder, given }: Run,
  settings: Readonly<Record<string, unknown>>,
): Parameters<typeof createHost>[0] {
  const { home, cwd, environment, process } = terminal;
  const { project, trustProject, verbose, debug } = given.globals;
  return {
    ...{ catalog, home, cwd, environment, project, trustProject },
    version: app.version,
    self: { file: process.execPath, args: [join(folder, 'bin', 'mmm.js')] },
    flags: { ...settings, ...given.globals.settings },
    logLevel: verbose || debug ? 'debug' : 'info',
  };
}

interface Performance {
  readonly host: PluginHost;
  readonly interruption: Interruption;
  readonly input: Parameters<PluginHost['runCommand']>[2];
}

async function perform(
  { terminal, route, given }: Run,
  { host, interruption, input }: Performance,
): Promise<Outcome<unknown>> {
  const { globals } = given;
  const { command, plugin } = route;
  const redact = createRedactor(terminal.environment);
  const rendering = renderingFor('stdout', terminal, globals.color);
  const loaded: Command<unknown> = await host.loadCommand(command, plugin);
  const mode = loaded.progress === undefined && !globals.jsonEvents ? 'nothing' : eventMode(globals);
  const outcome = await host.runCommand(command, plugin, input, {
    cwd: terminal.cwd,
    signal: interruption.signal,
    ask: createAsk({
      interactive: !globals.json && !globals.jsonEvents && terminal.interactive,
      streams: terminal.process,
      signal: interruption.signal,
      onCancel: () => interruption.stop(EXIT.interrupted),
    }),
    emit: createEmit({
      mode,
      rendering: { ...rendering, measure: mode === 'view' ? await anyWidth() : simpleWidth },
      progress: (event) => loaded.progress?.(event),
      now: () => Date.now(),
      redact,
      print: terminal.print,
    }),
  });
  await printResult(outcome, { globals, rendering, view: loaded.view, redact, print: terminal.print });
  return outcome;
}

function eventMode({ json, jsonEvents, quiet }: Globals): EventMode {
  if (jsonEvents) return 'json';
  return json || quiet ? 'nothing' : 'view';
}

/** The signal that came decides between the two codes of an interrupted command. */
function exitOf(exit: ExitCode | undefined, interruption: Interruption): ExitCode {
  if (exit === undefined) return interruption.exit ?? EXIT.done;
  return exit === EXIT.interrupted ? (interruption.exit ?? exit) : exit;
}

async function recordBug(thrown: unknown, host: PluginHost, { plugin, typed }: Route): Promise<void> {
  try {
    const { log } = await host.context(plugin);
    log.error('the command ended with a bug', { command: typed, error: thrown });
  } catch {
    // Where the plugin itself cannot be activated, the bug is what is shown.
  }
}

function isAbort(thrown: unknown, { signal }: Interruption): boolean {
  for (let each = thrown; each instanceof Error; each = each.cause)
    if (each === signal.reason || each.name === 'AbortError') return true;
  return false;
}

async function tellOfPlugins(host: PluginHost, terminal: Terminal): Promise<void> {
  const plugins = await (await host.service(hostService)).plugins();
  for (const { id, because, activationMs } of plugins)
    if (because !== undefined)
      terminal.complain(`plugin ${id}   ${because}   ${(activationMs ?? 0).toFixed(1)} ms\n`);
}
