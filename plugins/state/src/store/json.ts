import type { Json } from '../api.ts';

/** JSON that this plugin wrote itself, in columns that only it writes. */
export function parseJson(text: string): Json {
  const value: Json = JSON.parse(text);
  return value;
}

/** A JSON array of strings; what is not a string is left out. */
export function parseStrings(text: string): readonly string[] {
  const value = parseJson(text);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
