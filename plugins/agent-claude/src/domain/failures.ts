import type { FailureClass } from '@mmm/plugin-agents/api';

/** What a failed call left behind: the stream's own words for it, the API's status, and the text. */
export interface Failure {
  /** `assistant.error`, such as `authentication_failed` or `rate_limit`. */
  readonly error: string | undefined;
  readonly status: number | undefined;
  readonly subtype: string | undefined;
  readonly terminalReason: string | undefined;
  /** Whether the stream spoke of a limit that resets. */
  readonly limited: boolean;
  readonly text: string;
}

/** Structured facts first, the text last: the words change from version to version. */
export function classify(failure: Failure): FailureClass {
  return (
    byReason(failure) ?? byError(failure) ?? byText(failure.text) ?? byStatus(failure.status) ?? 'agent-bug'
  );
}

/** What to type, where this program wants something special. */
export function adviceFor(failure: FailureClass): string | undefined {
  if (failure === 'authentication')
    return 'Run `claude` once and type /login, or set ANTHROPIC_API_KEY; then type `mmm resume`.';
  return undefined;
}

function byReason({ subtype, terminalReason }: Failure): FailureClass | undefined {
  if (subtype === 'error_max_budget_usd' || terminalReason === 'budget_exhausted') return 'budget';
  if (terminalReason === 'prompt_too_long') return 'context-overflow';
  return undefined;
}

function byError({ error, limited, text }: Failure): FailureClass | undefined {
  if (error === 'rate_limit') return limited || byText(text) === 'usage-limit' ? 'usage-limit' : 'rate-limit';
  return error === undefined ? undefined : ERRORS[error];
}

const ERRORS: Readonly<Record<string, FailureClass>> = {
  authentication_failed: 'authentication',
  billing_error: 'billing',
  overloaded: 'transient',
  server_error: 'transient',
};

function byText(text: string): FailureClass | undefined {
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1];
}

const TEXTS: readonly (readonly [RegExp, FailureClass])[] = [
  [
    /not logged in|\/login\b|invalid (?:api key|auth token)|oauth token (?:revoked|expired)/i,
    'authentication',
  ],
  [/credit balance is too low|out of usage credits|monthly spend limit/i, 'billing'],
  [/usage limit reached|you['’]ve hit your .{0,40}limit/i, 'usage-limit'],
  [/prompt is too long|context (?:window|length) exceeded/i, 'context-overflow'],
  [/overloaded|connection error|fetch failed|ECONNRESET|ETIMEDOUT|timed out/i, 'transient'],
];

function byStatus(status: number | undefined): FailureClass | undefined {
  if (status === undefined) return undefined;
  if (status === 401 || status === 403) return 'authentication';
  if (status === 402) return 'billing';
  if (status === 413) return 'context-overflow';
  if (status === 429) return 'rate-limit';
  return status >= 500 || status === 408 ? 'transient' : undefined;
}
