// Finds the command that the words of a command line name: the longest command path or alias that they start with.
import type { CommandManifest, PluginManifest } from '@mmm/plugin-api';
import { errors } from './errors.ts';
import { nearest } from './nearest.ts';

export interface CommandEntry {
  readonly plugin: string;
  readonly command: CommandManifest;
}

export interface Route extends CommandEntry {
  /** What was typed up to the command: `mmm spec list`. */
  readonly typed: string;
  /** The arguments and options of the command. */
  readonly argv: readonly string[];
}

export function commandsOf(manifests: readonly PluginManifest[]): readonly CommandEntry[] {
  return manifests.flatMap((manifest) =>
    manifest.commands.map((command) => ({ plugin: manifest.id, command })),
  );
}

/** The command that `argv` names; undefined where nothing was typed and no command has the empty path. */
export function route(commands: readonly CommandEntry[], argv: readonly string[]): Route | undefined {
  const words = leadingWords(argv);
  const matched = longestMatch(commands, words);
  if (matched === undefined) {
    if (words.length === 0) return undefined;
    throw noCommand(commands, words);
  }
  const { entry, length } = matched;
  const next = words[length];
  const takesNone = entry.command.args.length === 0;
  if (next !== undefined && takesNone && (length === 0 || below(commands, words.slice(0, length)).length > 0))
    throw noCommand(commands, words);
  return { ...entry, typed: display(words.slice(0, length)), argv: argv.slice(length) };
}

/** The visible commands whose path starts with these words and goes on. */
export function below(commands: readonly CommandEntry[], words: readonly string[]): readonly CommandEntry[] {
  const prefix = words.length === 0 ? '' : `${words.join(' ')} `;
  return commands.filter(
    ({ command }) => !command.hidden && command.path !== '' && command.path.startsWith(prefix),
  );
}

export function leadingWords(argv: readonly string[]): readonly string[] {
  const end = argv.findIndex((word) => word.startsWith('-'));
  return end === -1 ? argv : argv.slice(0, end);
}

export function display(words: readonly string[]): string {
  return ['mmm', ...words].join(' ');
}

function longestMatch(
  commands: readonly CommandEntry[],
  words: readonly string[],
): { entry: CommandEntry; length: number } | undefined {
  const byPath = pathsOf(commands);
  for (let length = words.length; length >= 0; length -= 1) {
    const entry = byPath.get(words.slice(0, length).join(' '));
    if (entry !== undefined) return { entry, length };
  }
  return undefined;
}

/** Paths win over aliases, and the first plugin over later ones. */
function pathsOf(commands: readonly CommandEntry[]): ReadonlyMap<string, CommandEntry> {
  const paths = new Map<string, CommandEntry>();
  for (const entry of commands) if (!paths.has(entry.command.path)) paths.set(entry.command.path, entry);
  for (const entry of commands)
    for (const alias of entry.command.aliases) if (!paths.has(alias)) paths.set(alias, entry);
  return paths;
}

function noCommand(commands: readonly CommandEntry[], words: readonly string[]): Error {
  let known = words.length;
  while (known > 0 && below(commands, words.slice(0, known)).length === 0) known -= 1;
  const prefix = words.slice(0, known);
  const listed = nextWords(below(commands, prefix), known);
  if (known === words.length) return errors.INCOMPLETE_COMMAND({ prefix: display(prefix), below: listed });
  const typed = words.slice(0, known + 1);
  return errors.UNKNOWN_COMMAND({
    typed: display(typed),
    prefix: display(prefix),
    below: listed,
    nearest: nearestCommand(commands, words),
  });
}

/** The longest path, or group of paths, that looks like the first words; so arguments behind them hide nothing. */
function nearestCommand(commands: readonly CommandEntry[], words: readonly string[]): string | undefined {
  const paths = commands
    .filter(({ command }) => !command.hidden)
    .flatMap(({ command }) => [command.path, ...command.aliases])
    .map((path) => path.split(' '));
  for (let length = words.length; length > 0; length -= 1) {
    const starts = paths
      .filter((path) => path.length >= length)
      .map((path) => path.slice(0, length).join(' '));
    const found = nearest(words.slice(0, length).join(' '), starts);
    if (found !== undefined) return `mmm ${found}`;
  }
  return undefined;
}

function nextWords(commands: readonly CommandEntry[], depth: number): readonly string[] {
  return [...new Set(commands.map(({ command }) => command.path.split(' ')[depth] ?? ''))].sort();
}
