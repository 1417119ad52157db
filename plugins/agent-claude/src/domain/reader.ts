import type { AgentEvent, AgentReader } from '@mmm/plugin-agents/api';
import type { OutputLine } from '@mmm/plugin-api';
import { failedEvents, resultEvents, type Seen } from './ending.ts';
import {
  type AssistantMessage,
  type ClaudeMessage,
  type ContentBlock,
  type InitMessage,
  parseMessage,
  type RateLimitMessage,
  type RetryMessage,
} from './messages.ts';
import { tokensOf } from './tokens.ts';
import { summarize } from './tool-summary.ts';

const NOISE = 200;
// Subagents that work side by side mix their messages.
const REMEMBERED_MESSAGES = 64;

/** Reads Claude Code's stream. `now` is asked when a limit names a time of day. */
export function claudeReader(now: () => number): AgentReader {
  // The stream repeats a message for each of its blocks, every time with the same usage.
  const counted: string[] = [];
  let seen: Seen = { error: undefined, limited: false, resetsAt: undefined };
  let finished = false;

  return {
    read(line) {
      const message = line.cut ? undefined : parseMessage(line.text);
      return message === undefined ? noise(line) : eventsOf(message);
    },
    end({ exitCode, stderr }) {
      if (finished) return [];
      const said = stderr.trim();
      const text = said === '' ? `It ended with exit code ${exitCode ?? 'unknown'}.` : said;
      return failedEvents({ text, seen, now: now() });
    },
  };

  function eventsOf(message: ClaudeMessage): readonly AgentEvent[] {
    switch (message.type) {
      case 'system':
        return 'subtype' in message ? systemEvents(message) : [];
      case 'rate_limit_event':
        seen = afterLimit(seen, message);
        return [];
      case 'assistant':
        seen = { ...seen, error: message.error };
        return assistantEvents(message);
      case 'user':
        return message.message.content.flatMap(toolResult);
      case 'result':
        finished = true;
        return resultEvents(message, seen, now());
    }
  }

  function assistantEvents({ message, error }: AssistantMessage): readonly AgentEvent[] {
    const { id = '', model, usage, content } = message;
    const isNew = error === undefined && !counted.includes(id);
    if (isNew && id !== '') counted.unshift(id);
    counted.length = Math.min(counted.length, REMEMBERED_MESSAGES);
    const used: AgentEvent[] =
      isNew && usage !== undefined
        ? [{ type: 'usage', ...(model === undefined ? {} : { model }), tokens: tokensOf(usage) }]
        : [];
    return [...used, ...content.flatMap(spoken)];
  }
}

function systemEvents(message: InitMessage | RetryMessage): readonly AgentEvent[] {
  if (message.subtype === 'api_retry') {
    const reason = message.error ?? `status ${message.error_status ?? 'unknown'}`;
    return [{ type: 'retry', attempt: message.attempt, delayMs: message.retry_delay_ms, reason }];
  }
  const { session_id: session, model } = message;
  return [
    {
      type: 'started',
      ...(session === undefined ? {} : { session }),
      ...(model === undefined ? {} : { model }),
    },
  ];
}

function afterLimit(seen: Seen, { rate_limit_info: info }: RateLimitMessage): Seen {
  if (info.status !== 'rejected') return seen;
  const resetsAt = info.resetsAt === undefined ? seen.resetsAt : info.resetsAt * 1_000;
  return { ...seen, limited: true, resetsAt };
}

function spoken(block: ContentBlock): readonly AgentEvent[] {
  if (block.type === 'text' && block.text !== undefined) return [{ type: 'text', text: block.text }];
  if (block.type !== 'tool_use') return [];
  return [{ type: 'tool-use', id: block.id ?? '', name: block.name ?? '', summary: summarize(block.input) }];
}

function toolResult(block: ContentBlock): readonly AgentEvent[] {
  if (block.type !== 'tool_result') return [];
  return [{ type: 'tool-result', id: block.tool_use_id ?? '', failed: block.is_error === true }];
}

function noise({ text }: OutputLine): readonly AgentEvent[] {
  return text.trim() === '' ? [] : [{ type: 'noise', text: text.slice(0, NOISE) }];
}
