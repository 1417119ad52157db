// The one home of smol-toml.
import { err, ok, type Result } from '@mmm/plugin-api';
import { errors } from './errors.ts';
import type { Place } from './locate.ts';

export { locate } from './locate.ts';

/** The tables of a TOML text; a failure names file, line, column, what was found and what would be right. */
export async function parseToml(path: string, text: string): Promise<Result<unknown>> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return ok(parse(text));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column, found } = placeOf(text, error);
    return err(
      errors.SYNTAX(
        {
          where: `${path}:${line}:${column}`,
          problem: problemOf(error.message),
          found: `\`${shorten(found)}\``,
          hint: remedyFor(found),
        },
        { cause: error, at: { path, line, column } },
      ),
    );
  }
}

/** What is missing at the end of a text is missing after the last line that holds something. */
function placeOf(text: string, { line, column }: Place): Place & { readonly found: string } {
  const lines = text.split('\n');
  const last = lines.findLastIndex((candidate, index) => index < line && candidate.trim() !== '');
  const found = lines[last] ?? '';
  return last + 1 === line
    ? { line, column, found: found.trim() }
    : { line: last + 1, column: found.length + 1, found: found.trim() };
}

/** smol-toml's message is "Invalid TOML document: <what>", a blank line and a picture of the place. */
function problemOf(message: string): string {
  const first = message.split('\n')[0] ?? message;
  return first.replace(/^Invalid TOML document: /, '');
}

function remedyFor(line: string): string {
  if (/^\[{1,2}[^\]]*$/.test(line)) return `Close the table's name with "]", as in \`[budget]\`.`;
  if (!line.includes('=')) return 'Write `key = value` on one line, or `[name]` for a table.';
  const [, key = 'key', value = ''] = /^([^=]*?)\s*=\s*(.*)$/.exec(line) ?? [];
  if (value === '') return `Give "${key}" a value, as in \`${key} = "text"\`.`;
  if (/^[\p{L}./~$]/u.test(value))
    return `Put text in quotes: \`${key} = ${JSON.stringify(shorten(value))}\`.`;
  if (/^["']/.test(value)) return `Close the text with the quote that opens it, and set each key once.`;
  if (value.startsWith('[')) return `Write a list as \`${key} = ["one", "two"]\`.`;
  return `Write \`${key} = "text"\`, \`${key} = 12\`, \`${key} = true\` or \`${key} = ["one", "two"]\`, each key once.`;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
