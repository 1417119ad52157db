const KEPT = 120;
// What tells most about a tool's use, in this order.
const TELLING = ['file_path', 'notebook_path', 'path', 'command', 'pattern', 'url', 'query', 'description'];

/** One short line that says what a tool is used on. */
export function summarize(input: Readonly<Record<string, unknown>> | undefined): string {
  const key = TELLING.find((name) => typeof input?.[name] === 'string');
  const text = key === undefined ? '' : String(input?.[key]).replace(/\s+/g, ' ').trim();
  return text.length <= KEPT ? text : `${text.slice(0, KEPT)}…`;
}
