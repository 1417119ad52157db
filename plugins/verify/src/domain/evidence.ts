// What is kept of a check's output, and the one line of it that says most.
import { stripVTControlCharacters } from 'node:util';

const PART = 256 * 1024;
const LINES = 40;
const LINE_LENGTH = 400;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Readable text: no escape sequences, no control characters, carriage returns as line breaks. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/\r\n?/g, '\n').replace(CONTROL, '');
}

/** The first and the last part of a long output; what people look at is in one of them. */
export function endsOf(output: string): string {
  return output.length <= 2 * PART ? output : `${output.slice(0, PART)}\n…\n${output.slice(-PART)}`;
}

/** The last forty lines of an output, each at most 400 characters long. */
export function tailOf(output: string): string {
  return plainText(output)
    .trimEnd()
    .split('\n')
    .slice(-LINES)
    .map((line) => (line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH - 1)}…` : line))
    .join('\n');
}

/** Strongest first. */
const TELLING: readonly RegExp[] = [
  /\b(assert\w*|expected|received)\b/i,
  /\b(error|exception|panic(ked)?|fatal)\b\s*[:[(]/i,
  /\b(error|exception|panic(ked)?|fatal|failed|failure|cannot|not found|no such)\b/i,
  /\bnot ok\b|\bFAIL\b|^[✗✖×❯]/,
];
const NOISE = /^(npm (ERR!|error|warn|notice)|> |at |Error: Command failed|\(?node:|Node\.js v|\s*$)/i;

/** The line of an output that a person would point at; empty where it is silent. */
export function salientLine(output: string): string {
  const lines = plainText(output)
    .split('\n')
    .map((line) => line.replace(/^E\s{2,}/, '').trim());
  const useful = lines.filter((line) => line !== '' && !NOISE.test(line));
  const pair = expectedAndReceived(useful);
  if (pair !== undefined) return cut(pair);
  for (const pattern of TELLING) {
    const at = useful.findIndex((line) => pattern.test(line));
    if (at >= 0) return cut(withContinuation(useful, at));
  }
  return cut(useful.at(-1) ?? lines.findLast((line) => line !== '') ?? '');
}

/** A line that ends in a colon says what comes; the next one says it. */
function withContinuation(lines: readonly string[], at: number): string {
  const line = lines[at] ?? '';
  const next = lines.slice(at + 1).filter((each) => each !== '+ actual - expected');
  const diff = /^[-+] /.test(next[0] ?? '') && /^[-+] /.test(next[1] ?? '');
  return line.endsWith(':') ? [line, ...next.slice(0, diff ? 2 : 1)].join(' ') : line;
}

/** Runners that print the two values under one another. */
function expectedAndReceived(lines: readonly string[]): string | undefined {
  const at = lines.findIndex((line) => /^expected\b[^:]*:\s*\S/i.test(line));
  const expected = /:\s*(.+)$/.exec(lines[at] ?? '')?.[1];
  const received = lines
    .slice(at + 1, at + 3)
    .map((line) => /^(?:received|actual|but got|got)\b[^:]*:\s*(.+)$/i.exec(line)?.[1])
    .find((value) => value !== undefined);
  if (at < 0 || expected === undefined || received === undefined) return undefined;
  return `expected ${expected}, received ${received}`;
}

function cut(line: string): string {
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
