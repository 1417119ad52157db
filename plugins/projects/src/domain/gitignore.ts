const ENTRY = '.mmm/';
const KNOWN = /^\/?\.mmm\/?\**$/;

/** The text with an entry for `.mmm/` behind it, or undefined where it has one. */
export function withEntry(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return `${ENTRY}\n`;
  if (text.split(/\r?\n/).some((line) => KNOWN.test(line.trim()))) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text}${text.endsWith('\n') ? '' : eol}${ENTRY}${eol}`;
}
