// The only place that formats errors.
import { type ExitCode, formatPosition, isMmmError, type MmmError, messageOf } from '@mmm/plugin-api';
import { errors } from './errors.ts';
import { eventLine } from './events.ts';
import { clean, cleanJson } from './render/clean.ts';
import { paintWith } from './render/paint.ts';

export interface ErrorOptions {
  /** `line`: the last event of a stream, on one line. */
  readonly json: 'none' | 'whole' | 'line';
  readonly debug: boolean;
  readonly color: boolean;
  /** The file that holds the log of this command, where there is one. */
  readonly log?: string | undefined;
  /** Removes secrets. */
  redact(text: string): string;
}

export interface ErrorReport {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: ExitCode;
}

export function reportError(thrown: unknown, options: ErrorOptions): ErrorReport {
  const report = isMmmError(thrown) ? expected(thrown, options) : bug(thrown, options);
  const hide = (text: string): string => clean(options.redact(text));
  if (options.json !== 'none') {
    const data = { error: mapText(report.data, options.redact) };
    const ended = { type: 'command.ended', exit: report.exit, ...data };
    const stdout = options.json === 'line' ? eventLine(ended, Date.now()) : `${cleanJson(data, 2)}\n`;
    return { stdout, stderr: '', exit: report.exit };
  }
  const paint = paintWith(options.color);
  const lines = report.lines.map(({ label, tone, text }) => {
    const [first = '', ...more] = hide(text).split('\n');
    return [label === '' ? first : `${paint(label, tone)} ${first}`, ...more].join('\n');
  });
  return { stdout: '', stderr: `${lines.join('\n')}\n`, exit: report.exit };
}

interface Line {
  readonly label: '' | 'error:' | 'bug:' | 'at' | 'hint:' | 'log:';
  readonly tone: 'bad' | 'muted' | 'strong';
  readonly text: string;
}

interface Report {
  readonly data: Readonly<Record<string, unknown>>;
  readonly lines: readonly Line[];
  readonly exit: ExitCode;
}

function expected(error: MmmError, { debug }: ErrorOptions): Report {
  const { code, message, hint, docs, at, exit } = error;
  return {
    data: {
      code,
      message,
      hint,
      docs,
      ...(at === undefined ? {} : { at }),
      ...(debug ? { stack: traceOf(error) } : {}),
    },
    lines: [
      { label: 'error:', tone: 'bad', text: message },
      ...(at === undefined || message.includes(formatPosition(at))
        ? []
        : [{ label: 'at', tone: 'muted', text: formatPosition(at) } as const]),
      ...(hint === '' ? [] : [{ label: 'hint:', tone: 'strong', text: hint } as const]),
      ...(debug ? [{ label: '', tone: 'muted', text: `${code} (${docs})\n${traceOf(error)}` } as const] : []),
    ],
    exit,
  };
}

function bug(thrown: unknown, { log }: ErrorOptions): Report {
  const { code, message, hint, docs, exit } = errors.BUG({ message: messageOf(thrown) });
  const stack = traceOf(thrown);
  return {
    data: { code, message, hint, docs, stack, log },
    lines: [
      { label: 'bug:', tone: 'bad', text: stack },
      { label: 'hint:', tone: 'strong', text: hint },
      ...(log === undefined ? [] : [{ label: 'log:', tone: 'muted', text: log } as const]),
    ],
    exit,
  };
}

/** The stack and, below it, those of its causes. */
function traceOf(thrown: unknown): string {
  const stacks: string[] = [];
  const seen = new Set<unknown>();
  for (let each = thrown; each !== undefined && !seen.has(each); ) {
    seen.add(each);
    const text = each instanceof Error ? (each.stack ?? each.message) : String(each);
    stacks.push(stacks.length === 0 ? text : `caused by ${text}`);
    each = each instanceof Error ? each.cause : undefined;
  }
  return stacks.join('\n');
}

function mapText(data: Report['data'], change: (text: string) => string): Report['data'] {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? change(value) : value]),
  );
}
