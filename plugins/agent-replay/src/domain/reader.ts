import type { AgentEvent, AgentReader } from '@mmm/plugin-agents/api';

const NOISE = 200;

/** Reads the player's lines: each is an event as JSON. */
export function replayReader(): AgentReader {
  let finished = false;
  return {
    read({ text, cut }) {
      const event = cut ? undefined : parse(text);
      if (event === undefined)
        return text.trim() === '' ? [] : [{ type: 'noise', text: text.slice(0, NOISE) }];
      finished ||= event.type === 'result';
      return [event];
    },
    end({ exitCode, stderr }) {
      if (finished) return [];
      const text = stderr.trim() || `The recorded change could not be applied (exit code ${exitCode}).`;
      return [{ type: 'result', ok: false, text, failure: 'agent-bug' }];
    },
  };
}

function parse(line: string): AgentEvent | undefined {
  if (!line.startsWith('{"type":')) return undefined;
  try {
    // The player is a part of this plugin: what looks like its event is one.
    return JSON.parse(line) as AgentEvent;
  } catch {
    return undefined;
  }
}
