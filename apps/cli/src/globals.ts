// The options that every command has. They may stand anywhere before `--`, also before the command's words.
import type { OptionManifest } from '@mmm/plugin-api';
import { errors } from './errors.ts';

export interface Globals {
  readonly json: boolean;
  readonly jsonEvents: boolean;
  readonly project: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly debug: boolean;
  readonly color: boolean;
  readonly trustProject: boolean;
  readonly version: boolean;
  readonly help: boolean;
  /** Configuration keys with their values as they were typed. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface Arguments {
  readonly globals: Globals;
  /** What is left for the command: its words, arguments and options. */
  readonly argv: readonly string[];
  /** What stood behind `--`. */
  readonly rest: readonly string[];
}

export const GLOBAL_OPTIONS: readonly OptionManifest[] = [
  { flags: '--json', doc: 'Print the data itself as JSON', type: 'boolean' },
  { flags: '--json-events', doc: 'Print each event as one line of JSON', type: 'boolean' },
  { flags: '--project <name|path>', doc: 'Work in this project, not in the current folder', type: 'string' },
  { flags: '--quiet', doc: 'Print the result only, no progress', type: 'boolean' },
  { flags: '-v, --verbose', doc: 'Say on stderr which plugins were used, and log more', type: 'boolean' },
  { flags: '--debug', doc: 'Show stack traces and causes of errors', type: 'boolean' },
  { flags: '--no-color', doc: 'Print without colours', type: 'boolean' },
  { flags: '--trust-project', doc: "Run this project's own commands this once (for CI)", type: 'boolean' },
  {
    flags: '--set <key=value>',
    doc: 'Set a configuration key for this command; repeatable',
    type: 'strings',
  },
  { flags: '--version', doc: 'Print the version', type: 'boolean' },
  { flags: '-h, --help', doc: 'Print help for mmm, a group or a command', type: 'boolean' },
];

const SHORT: Readonly<Record<string, string>> = { '-v': '--verbose', '-h': '--help' };
const WITH_VALUE: readonly string[] = ['--project', '--set'];
const NAMES: ReadonlySet<string> = new Set(
  GLOBAL_OPTIONS.map((option) => /--[a-z-]+/.exec(option.flags)?.[0] ?? ''),
);

/** Takes the global options out of a command line. */
export function readGlobals(typed: readonly string[]): Arguments {
  const end = typed.indexOf('--');
  const before = end === -1 ? typed : typed.slice(0, end);
  const argv: string[] = [];
  const given = new Map<string, string[]>();
  for (let i = 0; i < before.length; i += 1) {
    const word = before[i] ?? '';
    const option = globalOption(word);
    if (option === undefined) {
      argv.push(word);
      continue;
    }
    let value = option.value;
    if (WITH_VALUE.includes(option.name) && value === undefined) {
      i += 1;
      value = before[i];
    }
    given.set(option.name, [...(given.get(option.name) ?? []), checkedValue(option.name, value)]);
  }
  return { globals: globalsFrom(given), argv, rest: end === -1 ? [] : typed.slice(end + 1) };
}

function globalOption(word: string): { name: string; value: string | undefined } | undefined {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  const written = equals === -1 ? word : word.slice(0, equals);
  const name = SHORT[written] ?? written;
  if (!NAMES.has(name)) return undefined;
  return { name, value: equals === -1 ? undefined : word.slice(equals + 1) };
}

function checkedValue(option: string, value: string | undefined): string {
  if (!WITH_VALUE.includes(option)) {
    if (value !== undefined) throw errors.UNWANTED_VALUE({ command: 'mmm', option, value });
    return '';
  }
  if (value === undefined || value === '') {
    const flags = GLOBAL_OPTIONS.find((each) => each.flags.includes(option))?.flags ?? option;
    throw errors.MISSING_VALUE({ command: 'mmm', option, flags });
  }
  return value;
}

function globalsFrom(given: ReadonlyMap<string, readonly string[]>): Globals {
  const projects = given.get('--project') ?? [];
  if (projects.length > 1)
    throw errors.REPEATED_OPTION({ command: 'mmm', option: '--project', times: projects.length });
  return {
    json: given.has('--json'),
    jsonEvents: given.has('--json-events'),
    project: projects[0],
    quiet: given.has('--quiet'),
    verbose: given.has('--verbose'),
    debug: given.has('--debug'),
    color: !given.has('--no-color'),
    trustProject: given.has('--trust-project'),
    version: given.has('--version'),
    help: given.has('--help'),
    settings: Object.fromEntries((given.get('--set') ?? []).map(settingFrom)),
  };
}

function settingFrom(value: string): [key: string, value: string] {
  const equals = value.indexOf('=');
  if (equals < 1) throw errors.BAD_SETTING({ value });
  return [value.slice(0, equals), value.slice(equals + 1)];
}
