// The reader of agents that print mmm's own events: players of scripts and of recordings.
import type { AgentEvent, AgentReader } from '../api.ts';

const NOISE = 200;

/** Each line is an event as JSON; whatever else comes is noise. `unfinished` words an end without a result. */
export function eventReader(unfinished: (exitCode: number | undefined) => string): AgentReader {
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
      return [
        { type: 'result', ok: false, text: stderr.trim() || unfinished(exitCode), failure: 'agent-bug' },
      ];
    },
  };
}

function parse(line: string): AgentEvent | undefined {
  if (!line.startsWith('{"type":')) return undefined;
  try {
    // A player is a part of the agent's own plugin: what looks like its event is one.
    return JSON.parse(line) as AgentEvent;
  } catch {
    return undefined;
  }
}
