import { expect, it } from 'vitest';
import { startMessagesServer } from '../../src/messages-server/server.ts';

const TOOLS = [{ name: 'Write' }];

async function ask(url: string, prompt: string, more: object = {}): Promise<Response> {
  return await fetch(`${url}/v1/messages`, {
    method: 'POST',
    body: JSON.stringify({
      model: 'claude-test-1',
      messages: [{ role: 'user', content: prompt }],
      tools: TOOLS,
      ...more,
    }),
  });
}

it('answers each request of a conversation with its next turn', async () => {
  await using server = await startMessagesServer([
    { turns: [{ tools: [{ name: 'Write', input: { file_path: 'a' } }] }, { text: 'Done.' }] },
  ]);
  const first = await (await ask(server.url, 'Do it')).json();
  const second = await (await ask(server.url, 'Do it')).json();
  expect(first).toMatchObject({ stop_reason: 'tool_use', content: [{ type: 'tool_use', name: 'Write' }] });
  expect(second).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text', text: 'Done.' }] });
  expect(server.requests.map(({ session, turn }) => [session, turn])).toEqual([
    [0, 0],
    [0, 1],
  ]);
});

it('gives a new conversation the next session whose prompt it holds', async () => {
  await using server = await startMessagesServer([
    { prompt: 'red', turns: [{ text: 'R' }] },
    { prompt: 'blue', turns: [{ text: 'B' }] },
  ]);
  expect(await (await ask(server.url, 'paint it blue')).json()).toMatchObject({ content: [{ text: 'B' }] });
  expect(await (await ask(server.url, 'paint it red')).json()).toMatchObject({ content: [{ text: 'R' }] });
});

it('tells two clients with the same prompt apart by their session', async () => {
  await using server = await startMessagesServer([{ turns: [{ text: '1' }] }, { turns: [{ text: '2' }] }]);
  const as = (user: string) => ask(server.url, 'same', { metadata: { user_id: user } });
  expect(await (await as('one')).json()).toMatchObject({ content: [{ text: '1' }] });
  expect(await (await as('two')).json()).toMatchObject({ content: [{ text: '2' }] });
  expect(await (await as('one')).json()).toMatchObject({ content: [{ text: '1' }] });
});

it('streams the same message as server-sent events', async () => {
  await using server = await startMessagesServer([
    { turns: [{ text: 'Hi.', usage: { input: 7, output: 3 } }] },
  ]);
  const response = await ask(server.url, 'Hello', { stream: true });
  const events = (await response.text()).match(/^event: .*$/gm);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(events).toEqual([
    'event: message_start',
    'event: content_block_start',
    'event: content_block_delta',
    'event: content_block_stop',
    'event: message_delta',
    'event: message_stop',
  ]);
});

it('answers with an error and its headers', async () => {
  await using server = await startMessagesServer([
    {
      turns: [
        {
          error: { status: 429, type: 'rate_limit_error', message: 'Slow.', headers: { 'retry-after': '9' } },
        },
      ],
    },
  ]);
  const response = await ask(server.url, 'Hello');
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '9']);
  expect(await response.json()).toEqual({
    type: 'error',
    error: { type: 'rate_limit_error', message: 'Slow.' },
  });
});

it('lets a stalled stream hang until it is disposed', async () => {
  const server = await startMessagesServer([{ turns: [{ stall: true, text: 'Let me' }] }]);
  const response = await ask(server.url, 'Hello', { stream: true });
  const body = response.text();
  await server[Symbol.asyncDispose]();
  await expect(body).rejects.toThrow();
});

it('answers side calls, probes and token counts without using up the script', async () => {
  await using server = await startMessagesServer([{ turns: [{ text: 'Work.' }] }]);
  expect((await ask(server.url, 'quota', { tools: [] })).status).toBe(200);
  expect((await fetch(server.url, { method: 'HEAD' })).status).toBe(200);
  const count = await fetch(`${server.url}/v1/messages/count_tokens`, { method: 'POST', body: '12345678' });
  expect(await count.json()).toEqual({ input_tokens: 2 });
  expect([server.requests.length, server.sideCalls.length]).toEqual([0, 1]);
});

it('refuses a conversation for which no session is left', async () => {
  await using server = await startMessagesServer([]);
  expect((await ask(server.url, 'Hello')).status).toBe(400);
  expect(server.unexpected).toHaveLength(1);
});

it.each(['no json', '[]', '{"model":"m"}'])('refuses the body %s', async (body) => {
  await using server = await startMessagesServer([]);
  expect((await fetch(`${server.url}/v1/messages`, { method: 'POST', body })).status).toBe(400);
});
