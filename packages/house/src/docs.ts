// The pages under docs/ that are made from manifests and error catalogues. A test holds the files to them.
import { type CommandManifest, type ErrorDoc, EXIT, type PluginManifest } from '@mmm/plugin-api';
import { GLOBAL_OPTIONS } from '../../../apps/cli/src/globals.ts';
import { usageOf } from '../../../apps/cli/src/usage.ts';
import { readErrors, readManifests } from './manifests.ts';

export interface Page {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
}

export async function pages(): Promise<readonly Page[]> {
  const manifests = await readManifests();
  return [
    { path: 'docs/commands.md', text: commandsPage(manifests) },
    { path: 'docs/config.md', text: configPage(manifests) },
    { path: 'docs/hooks.md', text: hooksPage(manifests) },
    { path: 'docs/errors.md', text: errorsPage(await readErrors()) },
  ];
}

interface Owned {
  readonly plugin: string;
  readonly command: CommandManifest;
}

/** What each exit code tells a script. */
const EXITS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'Done',
  failed: 'Failed',
  usage: 'Refused before anything was done: wrong usage, a wrong file, no trust',
  unmet: 'Ended with criteria unmet',
  paused: 'Paused by a budget or a limit; `mmm resume` goes on',
  waiting: 'Waiting for a person',
  tampering: 'The last iteration had changed what decides about success',
  bug: 'A bug in mmm or in a plugin',
  interrupted: 'Interrupted; `mmm resume` goes on',
  terminated: 'Terminated; `mmm resume` goes on',
};

function commandsPage(manifests: readonly PluginManifest[]): string {
  const visible = manifests
    .flatMap(({ id, commands }) => commands.map((command): Owned => ({ plugin: id, command })))
    .filter(({ command }) => !command.hidden)
    .sort((a, b) => (a.command.path < b.command.path ? -1 : 1));
  const options = GLOBAL_OPTIONS.map(({ flags, doc }) => [code(flags), doc]);
  const exits = Object.entries(EXITS).map(([name, says]) => [String(codeOf(name)), says]);
  return page('Commands', '`mmm <command> --help` says the same.', [
    table(
      ['command', 'what it does', 'plugin'],
      visible.map(({ plugin, command }) => [code(usageOf(command)), command.summary, plugin]),
    ),
    `## Options of every command\n\n${table(['option', 'what it does'], options)}`,
    `## Exit codes\n\n${table(['code', 'means'], exits)}`,
    ...visible.map(commandSection),
  ]);
}

function codeOf(name: string): number {
  return new Map<string, number>(Object.entries(EXIT)).get(name) ?? EXIT.bug;
}

function commandSection({ command }: Owned): string {
  const rows = [
    ...command.args.map(({ name, doc }) => [code(name), doc]),
    ...command.options.map((option) => [code(option.flags), optionDoc(option)]),
  ];
  const { aliases } = command;
  const also = aliases.length === 0 ? '' : ` Also: ${aliases.map((name) => code(`mmm ${name}`)).join(', ')}.`;
  return [
    `## \`${usageOf(command)}\``,
    `${command.summary}.${also}`,
    ...(rows.length === 0 ? [] : [table(['argument or option', 'what it is'], rows)]),
    ...command.examples.map(({ run, says }) => `${says}:\n\n\`\`\`sh\n${run}\n\`\`\``),
  ].join('\n\n');
}

function optionDoc(option: CommandManifest['options'][number]): string {
  const choices = option.choices === undefined ? '' : `; one of ${option.choices.map(code).join(', ')}`;
  const key = option.config === undefined ? '' : `; sets ${code(option.config)}`;
  return `${option.doc}${choices}${key}`;
}

function configPage(manifests: readonly PluginManifest[]): string {
  const rows = manifests
    .flatMap(({ id, config }) => config.map((key) => ({ id, ...key })))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ id, key, type, doc, default: fallback, choices }) => {
      const shown = fallback === undefined ? '' : code(JSON.stringify(fallback));
      const kind = choices === undefined ? type : choices.map(code).join(', ');
      return [code(key), kind, shown, doc, id];
    });
  const lead = [
    "Layers, weakest first: defaults, `~/.mmm/config.toml`, the project's `mmm.toml`, its `.mmm/config.toml`, environment",
    'variables (`run.parallel` is `MMM_RUN_PARALLEL`), options of the command line (`--set run.parallel=2`, or one of its own).',
    '`MMM_HOME` moves `~/.mmm`. A key that is unknown or has the wrong type is an error with file, line and column.',
  ].join('\n');
  return page('Configuration', lead, [table(['key', 'type', 'default', 'what it is', 'plugin'], rows)]);
}

const KINDS = [
  ['`will-*`', 'before something is done: each tap may change the payload, or stop it by throwing'],
  ['`did-*`', 'a fact: what a tap returns is ignored, and one that fails is logged and stops nobody'],
  ['`resolve-*`', 'the first tap that gives an answer gives it'],
  ['`collect-*`', 'every answer is kept'],
];

function hooksPage(manifests: readonly PluginManifest[]): string {
  const kernel = [
    '`kernel:resolve-project`',
    'Where a project is that is not above the current folder',
    'kernel',
  ];
  const rows = manifests.flatMap(({ id, hooks }) => hooks.map(({ name, doc }) => [code(name), doc, id]));
  return page('Hooks', 'The verb in the name of a hook fixes what its taps may do.', [
    table(['kind', 'what a tap may do'], KINDS),
    table(['hook', 'when it is called', 'plugin'], [kernel, ...rows].sort()),
  ]);
}

function errorsPage(docs: readonly ErrorDoc[]): string {
  const sections = docs.map(({ code: name, doc, exit }) => `## ${name}\n\n${doc} Exit code ${exit}.`);
  const lead = 'Every coded error and when it happens. What mmm prints says what to type next.';
  return page('Errors', lead, sections);
}

function page(title: string, lead: string, sections: readonly string[]): string {
  const note = '<!-- Made by `npm run docs` from manifests and error catalogues. -->';
  return `${[`# ${title}`, note, lead, ...sections].join('\n\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
