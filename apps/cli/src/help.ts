// Help as a view, made from manifests alone: no code of a plugin is loaded for it.
import type { Block, Cell, OptionManifest, View } from '@mmm/plugin-api';
import { GLOBAL_OPTIONS } from './globals.ts';
import { below, type CommandEntry } from './route.ts';
import { signatureOf, usageOf } from './usage.ts';

const PURPOSE = 'Runs coding agents until checks that mmm itself executes say that the work is done.';
const INDENT = 2;

export interface HelpRequest {
  readonly version: string;
  readonly commands: readonly CommandEntry[];
}

/** Every command, grouped by its first word. */
export function overview({ version, commands }: HelpRequest): View {
  const visible = below(commands, []);
  const groups = Map.groupBy(visible, ({ command }) => firstWord(command.path));
  const isGroup = (word: string) => (groups.get(word) ?? []).some(({ command }) => command.path !== word);
  const single = visible.filter(({ command }) => !isGroup(command.path));
  const several = [...groups].filter(([word]) => isGroup(word)).sort(([a], [b]) => compare(a, b));
  const width = Math.max(0, ...visible.map((entry) => signatureOf(entry.command).length));
  return [
    { kind: 'line', cells: [{ text: `mmm ${version}`, tone: 'strong' }, PURPOSE] },
    { kind: 'gap' },
    ...section('Usage', [{ kind: 'line', cells: ['mmm <command> [options]'], indent: INDENT }]),
    ...commandSection(
      'Commands',
      single.filter(({ command }) => !command.path.includes(' ')),
      width,
    ),
    ...several.flatMap(([word, entries]) => commandSection(`mmm ${word}`, entries, width)),
    ...section('Global options', [optionTable(GLOBAL_OPTIONS)]),
    { kind: 'line', cells: [{ text: 'mmm <command> --help tells more of a command.', tone: 'muted' }] },
  ];
}

/** The commands below some words, for example those of `mmm spec`. */
export function groupHelp(words: readonly string[], { commands }: HelpRequest): View {
  const entries = below(commands, words);
  const width = Math.max(0, ...entries.map((entry) => signatureOf(entry.command).length));
  return [
    ...section('Usage', [
      { kind: 'line', cells: [`mmm ${words.join(' ')} <command> [options]`], indent: INDENT },
    ]),
    ...commandSection('Commands', entries, width),
    { kind: 'line', cells: [{ text: 'mmm --help lists everything else.', tone: 'muted' }] },
  ];
}

/** Everything that the manifest says of one command. */
export function commandHelp(entry: CommandEntry, request: HelpRequest): View {
  const { command } = entry;
  const deeper = command.path === '' ? [] : below(request.commands, command.path.split(' '));
  const page: View = [
    { kind: 'text', text: command.summary },
    { kind: 'gap' },
    ...section('Usage', [{ kind: 'line', cells: [usageOf(command)], indent: INDENT }]),
    ...tableSection(
      'Aliases',
      command.aliases.map((alias) => [`mmm ${alias}`]),
    ),
    ...tableSection(
      'Arguments',
      command.args.map(({ name, doc }) => [name, doc]),
    ),
    ...(command.options.length === 0 ? [] : section('Options', [optionTable(command.options)])),
    ...commandSection(
      'Commands',
      deeper,
      Math.max(0, ...deeper.map((each) => signatureOf(each.command).length)),
    ),
    ...section('Global options', [optionTable(GLOBAL_OPTIONS)]),
    ...tableSection(
      'Examples',
      command.examples.map(({ run, says }) => [run, { text: says, tone: 'muted' }]),
    ),
  ];
  return page.slice(0, -1);
}

function section(title: string, blocks: readonly Block[]): View {
  return [{ kind: 'text', text: title, tone: 'strong' }, ...blocks, { kind: 'gap' }];
}

function tableSection(title: string, rows: readonly (readonly Cell[])[]): View {
  return rows.length === 0 ? [] : section(title, [table(rows)]);
}

function commandSection(title: string, entries: readonly CommandEntry[], width: number): View {
  const sorted = [...entries].sort((a, b) => compare(a.command.path, b.command.path));
  return tableSection(
    title,
    sorted.map((entry) => [signatureOf(entry.command).padEnd(width), entry.command.summary]),
  );
}

function optionTable(options: readonly OptionManifest[]): Block {
  return table(
    options.map((option) => [
      option.flags.startsWith('--') ? `    ${option.flags}` : option.flags,
      docOf(option),
    ]),
  );
}

function docOf({ doc, choices, default: fallback, config }: OptionManifest): string {
  const notes = [
    ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
    ...(fallback === undefined ? [] : [`default: ${fallback}`]),
    ...(config === undefined ? [] : [`sets ${config}`]),
  ];
  return notes.length === 0 ? doc : `${doc} (${notes.join('; ')})`;
}

function table(rows: readonly (readonly Cell[])[]): Block {
  return { kind: 'table', columns: [], rows, indent: INDENT };
}

function firstWord(path: string): string {
  return path.split(' ')[0] ?? path;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
