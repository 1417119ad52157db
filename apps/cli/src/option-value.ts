import type { OptionManifest, OptionValue } from '@mmm/plugin-api';
import { errors } from './errors.ts';
import { nearest } from './nearest.ts';

interface Checked {
  readonly manifest: OptionManifest;
  /** The option's long name with its dashes. */
  readonly long: string;
  /** What was typed up to the command. */
  readonly command: string;
  /** Stands before each value that was typed. */
  readonly mark: string;
}

/** The value that a command gets for what was parsed, of the type that the manifest says. */
export function checkedOption(found: unknown, option: Checked): OptionValue {
  const { manifest, long, command, mark } = option;
  if (typeof found === 'boolean' || typeof found === 'number' || found === undefined) return found;
  if (Array.isArray(found) && found.every((each) => typeof each === 'boolean')) return found.at(-1);
  const typed = [found].flat().map((each) => {
    const text = String(each);
    return text.startsWith(mark) ? text.slice(mark.length) : text;
  });
  if (manifest.type === 'strings') {
    for (const text of typed) for (const item of text.split(',')) checkChoice(item.trim(), option);
    return typed;
  }
  const [text] = typed;
  if (text === undefined) return undefined;
  // cac leaves the value of a flag with a dash in its name as text.
  if (manifest.type === 'boolean') return text === 'true';
  if (typed.length > 1) throw errors.REPEATED_OPTION({ command, option: long, times: typed.length });
  checkChoice(text, option);
  return manifest.type === 'string' ? text : numberFrom(text, option);
}

function checkChoice(value: string, { manifest, long, command }: Checked): void {
  const { choices } = manifest;
  if (choices === undefined || choices.includes(value)) return;
  throw errors.NO_CHOICE({ command, option: long, value, choices, nearest: nearest(value, choices) });
}

function numberFrom(text: string, { manifest, long, command }: Checked): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  const isWhole = manifest.type === 'integer';
  if (Number.isFinite(number) && (!isWhole || Number.isSafeInteger(number))) return number;
  const expected = isWhole ? 'a whole number' : 'a number';
  throw errors.WRONG_TYPE({ command, option: long, value: text, expected });
}
