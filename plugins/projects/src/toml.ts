// The one home of smol-toml in this plugin: registry files, and the tables that detection and trust look at.
import { parse, stringify, TomlError } from 'smol-toml';

export type Toml = { readonly tables: unknown } | { readonly problem: string };

export function readToml(text: string): Toml {
  try {
    return { tables: parse(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const what = error.message.split('\n')[0]?.replace('Invalid TOML document: ', '') ?? '';
    return { problem: `line ${error.line}, column ${error.column}: ${what}` };
  }
}

export function writeToml(tables: object): string {
  const text = stringify(tables);
  return text.endsWith('\n') ? text : `${text}\n`;
}
