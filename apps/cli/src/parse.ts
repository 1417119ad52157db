// The one home of cac. A cac instance is built for the matched command alone, from its manifest entry. cac's parser
// guesses: it turns `0123` into a number and lets a flag swallow the next word. So the command line is brought into
// one normal form first (`--name=value`, values marked as text), in which there is nothing to guess.
import type { CommandInput, ConfigValue, OptionManifest, OptionValue } from '@mmm/plugin-api';
import { type Command, cac } from 'cac';
import { errors } from './errors.ts';
import { GLOBAL_OPTIONS } from './globals.ts';
import { nearest } from './nearest.ts';
import { checkedOption } from './option-value.ts';
import type { Route } from './route.ts';
import { usageOf } from './usage.ts';

export interface Parsed {
  readonly input: CommandInput;
  /** Configuration keys that options set. */
  readonly settings: Readonly<Record<string, ConfigValue>>;
}

// No argument of a process can hold this character.
const TEXT = '\0';

type CacOption = Command['options'][number];

interface Option {
  readonly manifest: OptionManifest;
  readonly cac: CacOption;
  readonly long: string;
}

/** Parses and checks the arguments of the matched command. */
export function parse(route: Route, rest: readonly string[]): Parsed {
  const cli = cac('mmm');
  const leaf = cli.command('[...args]', route.command.summary);
  const options = route.command.options.map((manifest): Option => {
    leaf.option(manifest.flags, manifest.doc, { default: manifest.default });
    const added = leaf.options.at(-1);
    if (added === undefined) throw new Error(`cac did not take the option ${manifest.flags}`);
    return { manifest, cac: added, long: longName(manifest.flags) };
  });
  const parsed = cli.parse(['', '', ...normalForm(route, options)], { run: false });
  const found: Record<string, unknown> = parsed.options;
  const values: Record<string, OptionValue> = {};
  const settings: Record<string, ConfigValue> = {};
  for (const option of options) {
    const { name } = option.cac;
    const value = checkedOption(found[name], { ...option, command: route.typed, mark: TEXT });
    values[name] = value;
    const wasGiven = found[name] !== undefined && found[name] !== option.cac.config.default;
    if (option.manifest.config !== undefined && value !== undefined && wasGiven)
      settings[option.manifest.config] = value;
  }
  const words = parsed.args.map((word) => word.slice(TEXT.length));
  return { input: { args: argumentsOf(route, words), options: values, rest }, settings };
}

function longName(flags: string): string {
  return /--[A-Za-z0-9-]+/.exec(flags)?.[0] ?? flags.split(/[\s,]/)[0] ?? flags;
}

function normalForm(route: Route, options: readonly Option[]): readonly string[] {
  const normal: string[] = [];
  const words = [...expandShort(route, options)];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!isOption(word)) {
      normal.push(TEXT + word);
      continue;
    }
    const equals = word.indexOf('=');
    const written = equals === -1 ? word : word.slice(0, equals);
    const joined = equals === -1 ? undefined : word.slice(equals + 1);
    const option = optionNamed(route, options, written);
    if (option.cac.isBoolean === true) {
      if (joined !== undefined)
        throw errors.UNWANTED_VALUE({ command: route.typed, option: written, value: joined });
      normal.push(option.cac.negated ? option.long : `${option.long}=true`);
      continue;
    }
    const follows = words[0];
    const value = joined ?? (follows !== undefined && !isOption(follows) ? words.shift() : undefined);
    if (value === undefined)
      throw errors.MISSING_VALUE({ command: route.typed, option: written, flags: option.manifest.flags });
    normal.push(`${option.long}=${TEXT}${value}`);
  }
  return normal;
}

/** `-ab` becomes `-a -b`, and `-m3` becomes `-m=3` where `-m` takes a value. */
function expandShort(route: Route, options: readonly Option[]): readonly string[] {
  return route.argv.flatMap((word) => {
    if (!/^-[A-Za-z][^=]/.test(word)) return [word];
    const first = word.slice(0, 2);
    const option = options.find(({ manifest }) => manifest.flags.split(/[\s,]+/).includes(first));
    if (option === undefined) return [first, ...splitFlags(word.slice(2))];
    if (option.cac.isBoolean !== true) return [`${first}=${word.slice(2)}`];
    return [first, ...expandShort({ ...route, argv: [`-${word.slice(2)}`] }, options)];
  });
}

function splitFlags(letters: string): readonly string[] {
  return [...letters].map((letter) => `-${letter}`);
}

/** A lone dash and a negative number are words. */
function isOption(word: string): boolean {
  return /^-/.test(word) && word !== '-' && !/^-\.?\d/.test(word);
}

function optionNamed(route: Route, options: readonly Option[], written: string): Option {
  const found = options.find(({ manifest }) => manifest.flags.split(/[\s,]+/).includes(written));
  if (found !== undefined) return found;
  const known = [...route.command.options, ...GLOBAL_OPTIONS].map(({ flags }) => longName(flags));
  throw errors.UNKNOWN_OPTION({ command: route.typed, option: written, nearest: nearest(written, known) });
}

function argumentsOf(route: Route, words: readonly string[]): CommandInput['args'] {
  const { command, typed } = route;
  const usage = usageOf(command);
  const args: Record<string, string | readonly string[] | undefined> = {};
  let used = 0;
  for (const argument of command.args) {
    const taken = argument.variadic ? words.slice(used) : words.slice(used, used + 1);
    if (argument.required && taken.length === 0)
      throw errors.MISSING_ARGUMENT({ command: typed, name: argument.name, usage });
    args[argument.name] = argument.variadic ? taken : taken[0];
    used += taken.length;
  }
  const extra = words[used];
  if (extra !== undefined) throw errors.UNEXPECTED_ARGUMENT({ command: typed, value: extra, usage });
  return args;
}
