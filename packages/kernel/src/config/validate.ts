// Validators made from the declarations of configuration keys.
import type { ConfigKeyManifest, ConfigValue } from '@mmm/plugin-api';
import { z } from 'zod';

/** The value where it is what the declaration asks for, else undefined. */
export function checkValue(declaration: ConfigKeyManifest, given: unknown): ConfigValue | undefined {
  const parsed = schemaOf(declaration).safeParse(given);
  return parsed.success ? parsed.data : undefined;
}

/** A text from the environment or the command line as the declared type; unchanged where it is none. */
export function fromText({ type }: ConfigKeyManifest, text: string): unknown {
  const trimmed = text.trim();
  switch (type) {
    case 'string':
      return text;
    case 'integer':
    case 'number':
      return trimmed === '' || Number.isNaN(Number(trimmed)) ? text : Number(trimmed);
    case 'boolean':
      return BOOLEANS.get(trimmed.toLowerCase()) ?? text;
    case 'strings':
      return trimmed.startsWith('[') ? parsedOr(text) : trimmed.split(',').map((part) => part.trim());
    case 'table':
      return parsedOr(text);
  }
}

/** What the declaration asks for, as it stands in a sentence. */
export function expectationOf({ type, choices, minimum, maximum }: ConfigKeyManifest): string {
  if (choices !== undefined) return `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
  const range = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ].join(' and ');
  return range === '' ? NAMES[type] : `${NAMES[type]} of ${range}`;
}

/** A value as it stands in a sentence. */
export function describeValue(value: unknown): string {
  if (value instanceof Date) return 'a date';
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : `a list with ${describeValue(value[0])}`;
  if (typeof value === 'object') return 'a table';
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

const NAMES: Readonly<Record<ConfigKeyManifest['type'], string>> = {
  string: 'a text in quotes',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  strings: 'a list of texts',
  table: 'a table of texts',
};

function schemaOf({ type, choices, minimum, maximum }: ConfigKeyManifest): z.ZodType<ConfigValue> {
  switch (type) {
    case 'string':
      return choices === undefined ? z.string() : z.enum([...choices]);
    case 'integer':
    case 'number': {
      const number = type === 'integer' ? z.int() : z.number();
      return number.min(minimum ?? Number.NEGATIVE_INFINITY).max(maximum ?? Number.POSITIVE_INFINITY);
    }
    case 'boolean':
      return z.boolean();
    case 'strings':
      return z.array(choices === undefined ? z.string() : z.enum([...choices]));
    case 'table':
      return z.record(z.string(), z.string());
  }
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
