export interface MessagesRequest {
  readonly model: string;
  readonly stream: boolean;
  /** Text of the conversation's first user message. */
  readonly prompt: string;
  /** The same for every request of one conversation, retries included. */
  readonly conversation: string;
  /** Titles, topics and quota probes: what a client asks a small model beside the work. None of them offers tools. */
  readonly isSideCall: boolean;
  /** The whole body, parsed. */
  readonly body: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** The body of `POST /v1/messages`, or undefined where it is none. */
export function parseRequest(text: string): MessagesRequest | undefined {
  const body = parse(text);
  const model = body?.model;
  const messages = body?.messages;
  if (body === undefined || typeof model !== 'string' || !Array.isArray(messages)) return undefined;
  const prompt = firstPrompt(messages);
  const tools = body.tools;
  return {
    model,
    stream: body.stream === true,
    prompt,
    conversation: `${userOf(body)}\n${prompt}`,
    isSideCall: !Array.isArray(tools) || tools.length === 0,
    body,
  };
}

function parse(text: string): Fields | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isFields(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function firstPrompt(messages: readonly unknown[]): string {
  const first = messages.find((each) => isFields(each) && each.role === 'user');
  const content = isFields(first) ? first.content : undefined;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((block) => (isFields(block) ? String(block.text ?? '') : '')).join('\n');
}

/** Clients that keep sessions put the session's id in here. */
function userOf(body: Fields): string {
  const metadata = body.metadata;
  return isFields(metadata) ? String(metadata.user_id ?? '') : '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
