import type { PluginContext, ProcessRequest, ProcessResult, RunningProcess } from '@mmm/plugin-api';
import type {
  Agent,
  AgentEvent,
  AgentOutcome,
  AgentProcess,
  AgentReader,
  AgentRequest,
  AgentRun,
} from './api.ts';
import { addEvent, concludeOutcome, EMPTY_TALLY, type Tally } from './domain/outcome.ts';
import { eventBuffer } from './event-buffer.ts';
import { endStragglers } from './stragglers.ts';

const BUFFERED_EVENTS = 1_000;
const EVENT_CHARACTERS = 16 * 1024;
const MINUTE = 60_000;
/** Tells what an agent has started from everything else, also where it left the agent's process group. */
const CALL = 'MMM_AGENT_CALL';

export interface Supervision {
  readonly id: string;
  readonly agent: Agent;
  readonly process: AgentProcess;
  readonly request: AgentRequest;
  readonly signal: AbortSignal;
}

/** Starts the agent's process and sees it through. Its outcome comes whether or not anybody reads the events. */
export function supervise(supervision: Supervision, context: PluginContext): AgentRun {
  const call = `${supervision.request.cwd} ${context.random.uuid()}`;
  const running = context.processes.start(processRequest(supervision, context, call));
  const events = eventBuffer<AgentEvent>(BUFFERED_EVENTS);
  const outcome = follow(supervision, running, context, (event) => events.push(shortened(event)))
    .finally(() => endStragglers(context, CALL, call))
    .finally(() => events.end());
  // Somebody may read the events alone; the failure still reaches whoever asks for the outcome.
  outcome.catch(() => undefined);
  return { events, outcome };
}

function processRequest(
  { process, request, signal }: Supervision,
  { config }: PluginContext,
  call: string,
): ProcessRequest {
  return {
    file: process.file,
    args: process.args,
    cwd: request.cwd,
    env: { ...process.env, MMM_RUN_ID: request.run, [CALL]: call },
    input: process.input,
    ...limit('timeoutMs', config.number('agent.timeout_minutes')),
    ...limit('idleMs', config.number('agent.idle_minutes')),
    recordTo: request.recordTo,
    signal,
  };
}

/** Zero minutes are no limit. */
function limit(name: 'timeoutMs' | 'idleMs', minutes: number): Pick<ProcessRequest, typeof name> {
  return minutes > 0 ? { [name]: minutes * MINUTE } : {};
}

async function follow(
  { id, agent, request }: Supervision,
  running: RunningProcess,
  context: PluginContext,
  tell: (event: AgentEvent) => void,
): Promise<AgentOutcome> {
  const reader = agent.reader(request);
  const ended = new AbortController();
  let tally: Tally = EMPTY_TALLY;
  const take = (event: AgentEvent): void => {
    tell(event);
    const isFirstResult = event.type === 'result' && tally.result === undefined;
    tally = addEvent(tally, event);
    if (isFirstResult) void stopAfterGrace(running, context, ended.signal);
  };
  try {
    for await (const line of running.lines) for (const event of reader.read(line)) take(event);
    const result = await running.done;
    for (const event of owed(reader, result)) take(event);
    return concluded(tally, id, result, context);
  } finally {
    ended.abort();
    await running.stop();
  }
}

/** Of a process that was stopped, the reader's guess at a result is worth nothing: what stopped it is known. */
function owed(reader: AgentReader, result: ProcessResult): readonly AgentEvent[] {
  const events = reader.end({ exitCode: result.exitCode, stderr: result.stderr.text });
  const endedByItself = result.end === 'exited' || result.end === 'signalled';
  return endedByItself ? events : events.filter((event) => event.type !== 'result');
}

async function stopAfterGrace(
  running: RunningProcess,
  context: PluginContext,
  ended: AbortSignal,
): Promise<void> {
  try {
    await context.clock.sleep(context.config.number('agent.grace_seconds') * 1_000, ended);
  } catch {
    return;
  }
  await running.stop();
}

function concluded(tally: Tally, agent: string, result: ProcessResult, context: PluginContext): AgentOutcome {
  const outcome = concludeOutcome(tally, {
    agent,
    end: result.end,
    exitCode: result.exitCode,
    durationMs: result.durationMs,
    idleMinutes: context.config.number('agent.idle_minutes'),
    timeoutMinutes: context.config.number('agent.timeout_minutes'),
  });
  return outcome.problem === undefined ? outcome : { ...outcome, problem: context.redact(outcome.problem) };
}

/** The whole stream is recorded; an event that waits for its reader carries what a person would read of it. */
function shortened(event: AgentEvent): AgentEvent {
  if (event.type !== 'text' && event.type !== 'result') return event;
  return event.text.length <= EVENT_CHARACTERS
    ? event
    : { ...event, text: event.text.slice(-EVENT_CHARACTERS) };
}
