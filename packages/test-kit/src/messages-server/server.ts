// A Messages API on loopback that says what a test wrote down, so that a real agent runs without account or network.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isError, isStalled, messageFor, streamFor } from './answer.ts';
import { conversations } from './conversations.ts';
import { type MessagesRequest, parseRequest } from './request.ts';
import type { ErrorTurn, RecordedRequest, ScriptedSession, SpokenTurn, Turn } from './script.ts';

export interface MessagesServer extends AsyncDisposable {
  /** For `ANTHROPIC_BASE_URL`. */
  readonly url: string;
  /** Requests that the script answered, in order. */
  readonly requests: readonly RecordedRequest[];
  /** Titles, quota probes and whatever else clients ask beside the work. */
  readonly sideCalls: readonly RecordedRequest[];
  /** Conversations for which no scripted session was left. They got an error of status 400. */
  readonly unexpected: readonly RecordedRequest[];
}

const SIDE_ANSWER: SpokenTurn = { text: 'ok', usage: { input: 1, output: 1 } };
const USED_UP: ErrorTurn = {
  error: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The script has no session for this prompt.',
  },
};

/** Starts a server on a free port of 127.0.0.1. It ends with its disposal, open streams included. */
export async function startMessagesServer(script: readonly ScriptedSession[]): Promise<MessagesServer> {
  const requests: RecordedRequest[] = [];
  const sideCalls: RecordedRequest[] = [];
  const unexpected: RecordedRequest[] = [];
  const stepFor = conversations(script);
  let answered = 0;

  const server = createServer((request, response) => {
    request.on('error', () => response.destroy());
    void handle(request, response).catch(() => response.destroy());
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(incoming.url ?? '/', 'http://loopback').pathname;
    const raw = await text(incoming);
    if (incoming.method !== 'POST') return json(response, 200, {});
    if (path === '/v1/messages/count_tokens') return json(response, 200, { input_tokens: raw.length >> 2 });
    if (path !== '/v1/messages') return json(response, 404, errorBody('not_found_error', path));
    const request = parseRequest(raw);
    if (request === undefined)
      return json(response, 400, errorBody('invalid_request_error', 'not a message'));
    answered += 1;
    say(decide(request, incoming), request, response, `msg_${answered}`);
  }

  function decide(request: MessagesRequest, incoming: IncomingMessage): Turn {
    const step = request.isSideCall ? undefined : stepFor(request);
    const record: RecordedRequest = {
      session: step?.session,
      turn: step?.turn,
      model: request.model,
      headers: headersOf(incoming),
      prompt: request.prompt,
      body: request.body,
    };
    if (request.isSideCall) sideCalls.push(record);
    else if (step === undefined) unexpected.push(record);
    else requests.push(record);
    return step?.says ?? (request.isSideCall ? SIDE_ANSWER : USED_UP);
  }

  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    sideCalls,
    unexpected,
    [Symbol.asyncDispose]: () => close(server),
  };
}

function say(turn: Turn, request: MessagesRequest, response: ServerResponse, id: string): void {
  if (isError(turn)) {
    const { status, type, message, headers } = turn.error;
    json(response, status, errorBody(type, message), headers);
  } else if (!request.stream) {
    if (!isStalled(turn)) json(response, 200, messageFor(turn, id, request.model));
  } else {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': id });
    for (const event of streamFor(turn, id, request.model)) response.write(event);
    if (!isStalled(turn)) response.end();
  }
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function errorBody(type: string, message: string): Readonly<Record<string, unknown>> {
  return { type: 'error', error: { type, message } };
}

function headersOf(incoming: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
