// What the scripted model says. A session is one conversation; each request of it takes the next turn.

export interface ScriptedTool {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface ScriptedUsage {
  readonly input?: number;
  readonly output?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
}

/** The model says something, or uses tools, or both. Without tools the conversation ends. */
export interface SpokenTurn {
  readonly text?: string;
  readonly tools?: readonly ScriptedTool[];
  readonly usage?: ScriptedUsage;
}

/** The API answers with an error instead. */
export interface ErrorTurn {
  readonly error: {
    readonly status: number;
    /** As the API names it: `rate_limit_error`, `overloaded_error`, `authentication_error`. */
    readonly type: string;
    readonly message: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

/** The API takes the request and says nothing more; with `text` it falls silent after those words. */
export interface StalledTurn {
  readonly stall: true;
  readonly text?: string;
}

export type Turn = SpokenTurn | ErrorTurn | StalledTurn;

export interface ScriptedSession {
  /** Takes only conversations whose first prompt holds this text. Without it, any. */
  readonly prompt?: string;
  /** The last one repeats. */
  readonly turns: readonly Turn[];
}

/** What came in on `POST /v1/messages`, for tests to look at. */
export interface RecordedRequest {
  /** Index of the scripted session that answered; undefined for a side call or where the script was used up. */
  readonly session: number | undefined;
  /** Index of the turn in that session. */
  readonly turn: number | undefined;
  readonly model: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The text of the conversation's first user message, reminders included. */
  readonly prompt: string;
  /** The whole body, parsed. */
  readonly body: unknown;
}
