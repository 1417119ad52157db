import type { AgentRequest } from '@mmm/plugin-agents/api';

export interface ClaudeSettings {
  readonly permissionMode: string;
  readonly allowedTools: readonly string[];
  readonly defaultArgs: readonly string[];
}

const READ_ONLY_TOOLS = ['Read', 'Grep', 'Glob'];

/**
 * The arguments of one call. The prompt goes to standard input. A judge has no tool at all that could write or run
 * something, and takes no settings from the worktree that it judges.
 */
export function claudeArguments(
  request: AgentRequest,
  settings: ClaudeSettings,
  session: string,
): readonly string[] {
  const { model, maxUsd } = request;
  return [
    '-p',
    ...['--output-format', 'stream-json', '--verbose'],
    ...['--session-id', session],
    ...(request.purpose === 'judge' ? judgeArguments() : workArguments(settings)),
    ...(model === undefined ? [] : ['--model', model]),
    ...(maxUsd === undefined ? [] : ['--max-budget-usd', dollars(maxUsd)]),
    ...settings.defaultArgs,
  ];
}

function workArguments({ permissionMode, allowedTools }: ClaudeSettings): readonly string[] {
  const tools = allowedTools.length === 0 ? [] : ['--allowedTools', allowedTools.join(',')];
  return ['--permission-mode', permissionMode, ...tools];
}

function judgeArguments(): readonly string[] {
  const tools = READ_ONLY_TOOLS.join(',');
  return [
    ...['--permission-mode', 'dontAsk', '--tools', tools, '--allowedTools', tools],
    ...['--setting-sources', 'user', '--strict-mcp-config'],
  ];
}

/** The program takes a positive amount in plain decimals. */
function dollars(amount: number): string {
  return Math.max(amount, 0.01).toFixed(4);
}
