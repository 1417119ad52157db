import type { FailureClass } from '../api.ts';
import type { Ending } from './outcome.ts';

const KEPT_DETAIL = 300;

/** One or two sentences for people: what happened, in the agent's words where there are any, and what to type. */
export function problemFor(
  failure: FailureClass,
  ending: Ending,
  said: string,
  advice: string | undefined,
): string {
  const what = WHAT[failure](ending);
  const line = lineOf(said);
  const quoted = QUOTED.has(failure) && line !== '' ? `${what}: ${line}` : what;
  return `${sentence(quoted)} ${advice ?? ADVICE[failure](ending)}`;
}

type Tell = (ending: Ending) => string;

const WHAT: Readonly<Record<FailureClass, Tell>> = {
  missing: ({ agent }) => `The program of the agent "${agent}" could not be started`,
  authentication: ({ agent }) => `The agent "${agent}" is not logged in`,
  billing: ({ agent }) => `The account of the agent "${agent}" cannot pay for the call`,
  'usage-limit': ({ agent }) => `The agent "${agent}" has reached its usage limit`,
  'rate-limit': ({ agent }) => `The agent "${agent}" was asked to slow down`,
  transient: ({ agent }) => `The service behind the agent "${agent}" failed for now`,
  budget: ({ agent }) => `The agent "${agent}" has spent what this call may cost`,
  'context-overflow': ({ agent }) => `The agent "${agent}" was given more text than its model takes`,
  hang: ({ agent, idleMinutes }) =>
    `The agent "${agent}" printed nothing for ${idleMinutes} min and was stopped`,
  timeout: ({ agent, timeoutMinutes }) =>
    `The agent "${agent}" was stopped after ${timeoutMinutes} min, its whole time`,
  aborted: ({ agent }) => `The agent "${agent}" was interrupted`,
  'agent-bug': ({ agent, exitCode }) =>
    exitCode === undefined || exitCode === 0
      ? `The agent "${agent}" ended without a result`
      : `The agent "${agent}" ended with exit code ${exitCode}`,
};

const ADVICE: Readonly<Record<FailureClass, Tell>> = {
  missing: () => 'Type `mmm agent list` to see which agents are ready.',
  authentication: ({ agent }) => `Log in to "${agent}", then type \`mmm resume\`.`,
  billing: () => 'Add credit to the account or choose another agent with `--agent`.',
  'usage-limit': () => 'mmm goes on after the reset; `mmm resume` does so by hand.',
  'rate-limit': () => 'mmm tries again after a pause.',
  transient: () => 'mmm tries again after a pause.',
  budget: () => 'Raise `budget.usd` and type `mmm resume`.',
  'context-overflow': () => 'Split the spec into smaller ones.',
  hang: () => 'Raise `agent.idle_minutes` if it needs longer to think.',
  timeout: () => 'Raise `agent.timeout_minutes` or split the spec.',
  aborted: () => 'Type `mmm resume` to go on.',
  'agent-bug': () => 'Its output is kept under `.mmm/logs`.',
};

// The others are mmm's own doing: what the agent said before has nothing to do with them.
const QUOTED: ReadonlySet<FailureClass> = new Set([
  'missing',
  'authentication',
  'billing',
  'usage-limit',
  'rate-limit',
  'transient',
  'context-overflow',
  'agent-bug',
]);

function lineOf(text: string): string {
  const line = text.trim().split('\n').at(-1)?.trim() ?? '';
  return line.length <= KEPT_DETAIL ? line : `${line.slice(0, KEPT_DETAIL)}…`;
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
