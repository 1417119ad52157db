import {
  definePoint,
  defineService,
  type OutputLine,
  type PluginContext,
  type Point,
  type Result,
  type ServiceToken,
} from '@mmm/plugin-api';

/** What an agent is asked to do, once. */
export interface AgentRequest {
  /** `work` may change files under `cwd`; `judge` may read only. */
  readonly purpose: 'work' | 'judge';
  readonly prompt: string;
  /** Absolute path of the worktree. */
  readonly cwd: string;
  readonly model?: string;
  /** US dollars that this call may still cost. */
  readonly maxUsd?: number;
  /** Identifies the run for orphan clean-up; becomes `MMM_RUN_ID` in the child's environment. */
  readonly run: string;
  /** The spec's name; a script or replay agent chooses its part by it. */
  readonly spec: string;
  /** Counts from 1. */
  readonly iteration: number;
  /** Where the raw stream is kept, byte for byte. */
  readonly recordTo: string;
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}

/** Why an agent's call failed; the class decides what happens next. */
export const FAILURE_CLASSES = [
  'missing',
  'authentication',
  'billing',
  'usage-limit',
  'rate-limit',
  'transient',
  'budget',
  'context-overflow',
  'hang',
  'timeout',
  'aborted',
  'agent-bug',
] as const;

export type FailureClass = (typeof FAILURE_CLASSES)[number];

export type AgentEvent =
  | { readonly type: 'started'; readonly session?: string; readonly model?: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool-use'; readonly id: string; readonly name: string; readonly summary: string }
  | { readonly type: 'tool-result'; readonly id: string; readonly failed: boolean }
  /** Adds to what was used so far, whoever used it. `usd` is absent where the agent does not say. */
  | { readonly type: 'usage'; readonly model?: string; readonly tokens: TokenUsage; readonly usd?: number }
  /** The agent's own retry, reported by it. */
  | { readonly type: 'retry'; readonly attempt: number; readonly delayMs: number; readonly reason: string }
  /** A usage limit; `resetsAt` in milliseconds since the epoch, where the agent printed it. */
  | { readonly type: 'limit'; readonly resetsAt?: number; readonly message: string }
  /** A line of output that the agent's reader could not make sense of, cut to 200 characters. */
  | { readonly type: 'noise'; readonly text: string }
  | {
      readonly type: 'result';
      readonly ok: boolean;
      readonly text: string;
      readonly failure?: FailureClass;
      /** The agent's own total for this call; replaces the sum of `usage` where given. */
      readonly usd?: number;
      /** The agent's own total for this call; replaces the sum of `usage` where given. */
      readonly tokens?: TokenUsage;
      /** Where it failed: what a person types now, as a full sentence. */
      readonly advice?: string;
    };

/** How a call ended, after supervision. Nothing in it is a verdict. */
export interface AgentOutcome {
  readonly ok: boolean;
  readonly failure: FailureClass | undefined;
  /** What the agent said last. */
  readonly text: string;
  /** `complete`, `blocked` or `needs-review`, where the text holds an `@mmm:` word or a line starting `COMPLETED:`. */
  readonly hint: 'complete' | 'blocked' | 'needs-review' | undefined;
  readonly session: string | undefined;
  readonly model: string | undefined;
  readonly tokens: TokenUsage;
  /** US dollars; undefined is unknown, and unknown is not zero. */
  readonly usd: number | undefined;
  readonly resetsAt: number | undefined;
  /** One sentence for people where it failed: what happened and what to type. */
  readonly problem: string | undefined;
  readonly durationMs: number;
  readonly toolUses: number;
}

/** Something to start: one child process, its standard output read as lines. */
export interface AgentProcess {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input: string;
}

export interface AgentProbe {
  readonly installed: boolean;
  readonly version: string | undefined;
  /** Undefined where it cannot be told without a call. */
  readonly loggedIn: boolean | undefined;
  /** What to type where it is not ready. */
  readonly hint: string | undefined;
}

/** Turns one agent's output lines into events. One reader per call; it may keep what it has seen. */
export interface AgentReader {
  read(line: OutputLine): readonly AgentEvent[];
  /** After the process ended: what is still owed, a `result` at the least where none came. */
  end(exit: { readonly exitCode: number | undefined; readonly stderr: string }): readonly AgentEvent[];
}

/** What a file in `[[contributes.agents]]` exports by default. */
export interface Agent {
  /** Whether `result` events carry the cost. Where not, cost is unknown unless the price table knows the model. */
  readonly reportsCost: boolean;
  probe(context: PluginContext): Promise<AgentProbe>;
  /** How to start the agent for a request; a failure is coded, such as `MMM_AGENT_CLAUDE_MISSING`. */
  prepare(request: AgentRequest, context: PluginContext): Promise<Result<AgentProcess>>;
  reader(request: AgentRequest): AgentReader;
}

export { agentEnvironment } from './domain/environment.ts';
export { eventReader } from './domain/event-reader.ts';
export { endStragglers } from './stragglers.ts';

export const agentPoint: Point<Agent> = definePoint('agents');

export interface AgentRun {
  /** Typed events as they come; ends when the agent has. */
  readonly events: AsyncIterable<AgentEvent>;
  readonly outcome: Promise<AgentOutcome>;
}

export interface AgentInfo {
  readonly id: string;
  readonly plugin: string;
  readonly summary: string;
}

export interface AgentsService {
  list(): Promise<readonly AgentInfo[]>;
  /** `MMM_AGENTS_UNKNOWN` names the nearest. */
  probe(agent: string): Promise<Result<AgentProbe>>;
  /** Starts an agent under supervision: idle and hard timeout, grace after the result, group killed on abort. */
  run(agent: string, request: AgentRequest, signal: AbortSignal): Promise<Result<AgentRun>>;
}

export const agentsService: ServiceToken<AgentsService> = defineService('agents');
