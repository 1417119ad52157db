// From the command line to a command or to help, by manifests alone.
import { type Catalog, locateRoot, openCatalog } from '@mmm/kernel';
import { EXIT, type ExitCode, type View } from '@mmm/plugin-api';
import { readApp } from './builtin.ts';
import { errors } from './errors.ts';
import type { Arguments } from './globals.ts';
import { commandHelp, groupHelp, overview } from './help.ts';
import { widthFor } from './render/layout.ts';
import { renderView } from './render/view.ts';
import { below, type CommandEntry, leadingWords, type Route, route } from './route.ts';
import { renderingFor, type Terminal } from './terminal.ts';

export interface Invocation {
  /** The app's folder. */
  readonly folder: string;
  readonly terminal: Terminal;
  readonly given: Arguments;
}

export async function start(invocation: Invocation): Promise<ExitCode> {
  const { folder, terminal, given } = invocation;
  const app = readApp(folder);
  const catalog = await findPlugins(invocation, app);
  const commands = catalog.commands.map(
    ({ command, plugin }): CommandEntry => ({ plugin: plugin.manifest.id, command }),
  );
  const help = helpRequest(given, commands);
  if (help === undefined) {
    const found = routeOrExplain(catalog, commands, given.argv);
    if (found !== undefined) {
      const { runCommand } = await import('./run-command.ts');
      return runCommand({ ...invocation, app, catalog, route: found });
    }
  }
  const { words, view } = helpFor(help ?? [], { commands, version: app.version });
  await showHelp({ view, words, commands }, invocation);
  tellOfProblems(catalog, terminal);
  return EXIT.done;
}

async function findPlugins(
  { terminal, given }: Invocation,
  app: { readonly version: string; readonly builtIn: readonly string[] },
): Promise<Catalog> {
  const { home, cwd } = terminal;
  const { project, trustProject } = given.globals;
  return openCatalog({
    home,
    ...app,
    root: locateRoot({ cwd, home, project }),
    isTrusted: async (root) => trustProject || (await import('./trusted.ts')).isTrusted(home, root),
  });
}

/** A command of a plugin that is blocked is not unknown: its error says what is wrong with the plugin. */
function routeOrExplain(
  { plugins }: Catalog,
  commands: readonly CommandEntry[],
  argv: readonly string[],
): Route | undefined {
  try {
    return route(commands, argv);
  } catch (error) {
    const words = leadingWords(argv);
    for (const { manifest, blocked } of plugins) {
      const meant = manifest.commands.find(
        ({ path }) => path === words.slice(0, path.split(' ').length).join(' '),
      );
      if (blocked === undefined || meant === undefined) continue;
      const { message, hint } = blocked;
      throw errors.BLOCKED_COMMAND({ command: `mmm ${meant.path}`, plugin: manifest.id, why: message, hint });
    }
    throw error;
  }
}

/** The words that help is wanted for, by `--help` or by `mmm help …`; undefined where none is wanted. */
function helpRequest(given: Arguments, commands: readonly CommandEntry[]): readonly string[] | undefined {
  const words = leadingWords(given.argv);
  const isWord =
    words[0] === 'help' && !commands.some(({ command }) => command.path.split(' ')[0] === 'help');
  if (isWord) return words.slice(1);
  return given.globals.help ? words : undefined;
}

interface Help {
  readonly words: readonly string[];
  readonly view: View;
}

function helpFor(
  words: readonly string[],
  request: { commands: readonly CommandEntry[]; version: string },
): Help {
  if (words.length === 0) return { words, view: overview(request) };
  const path = words.join(' ');
  const isCommand = request.commands.some(
    ({ command }) => command.path === path || command.aliases.includes(path),
  );
  if (!isCommand && below(request.commands, words).length > 0)
    return { words, view: groupHelp(words, request) };
  const found = route(request.commands, words);
  if (found === undefined) return { words, view: overview(request) };
  return { words: found.command.path.split(' '), view: commandHelp(found, request) };
}

async function showHelp(
  { view, words, commands }: Help & { readonly commands: readonly CommandEntry[] },
  { terminal, given }: Invocation,
): Promise<void> {
  if (given.globals.json) {
    const path = words.join(' ');
    const shown = [
      ...commands.filter(({ command }) => command.path === path && path !== ''),
      ...below(commands, words),
    ];
    terminal.print(`${JSON.stringify({ commands: shown.map(({ command }) => command) }, undefined, 2)}\n`);
    return;
  }
  const rendering = renderingFor('stdout', terminal, given.globals.color);
  terminal.print(renderView(view, { ...rendering, measure: await widthFor(view) }));
}

function tellOfProblems({ problems }: Catalog, terminal: Terminal): void {
  for (const { error } of problems) terminal.complain(`warning: ${error.message}\n`);
}
