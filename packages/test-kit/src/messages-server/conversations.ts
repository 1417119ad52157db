import type { MessagesRequest } from './request.ts';
import type { ScriptedSession, Turn } from './script.ts';

export interface Step {
  readonly session: number;
  readonly turn: number;
  readonly says: Turn;
}

/** Finds the turn that answers a request. A new conversation takes the next scripted session that suits its prompt. */
export function conversations(
  script: readonly ScriptedSession[],
): (request: MessagesRequest) => Step | undefined {
  const taken = new Map<string, { readonly session: number; next: number }>();
  const free = new Set(script.keys());
  return (request) => {
    const key = request.conversation;
    const state = taken.get(key) ?? claim(request);
    if (state === undefined) return undefined;
    taken.set(key, state);
    const turns = script[state.session]?.turns ?? [];
    const turn = Math.min(state.next, turns.length - 1);
    const says = turns[turn];
    if (says === undefined) return undefined;
    state.next = turn + 1;
    return { session: state.session, turn, says };
  };

  function claim(request: MessagesRequest): { session: number; next: number } | undefined {
    for (const session of free) {
      const wanted = script[session]?.prompt;
      if (wanted !== undefined && !request.prompt.includes(wanted)) continue;
      free.delete(session);
      return { session, next: 0 };
    }
    return undefined;
  }
}
