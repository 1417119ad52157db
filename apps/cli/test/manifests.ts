import type { CommandManifest, OptionManifest } from '@mmm/plugin-api';
import type { CommandEntry } from '../src/route.ts';

/** A command with nothing but what a test is about. */
export function commandOf(path: string, more: Partial<CommandManifest> = {}): CommandManifest {
  return {
    path,
    aliases: [],
    summary: `Does ${path}`,
    file: `commands/${path}`,
    project: 'none',
    hidden: false,
    args: [],
    options: [],
    examples: [],
    ...more,
  };
}

export function entryOf(path: string, more: Partial<CommandManifest> = {}): CommandEntry {
  return { plugin: 'sample', command: commandOf(path, more) };
}

export function optionOf(
  flags: string,
  type: OptionManifest['type'],
  more: Partial<OptionManifest> = {},
): OptionManifest {
  return { flags, type, doc: 'An option', ...more };
}
