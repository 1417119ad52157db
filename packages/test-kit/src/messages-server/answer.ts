import type { ErrorTurn, SpokenTurn, StalledTurn, Turn } from './script.ts';

type Block = Readonly<Record<string, unknown>>;

export function isError(turn: Turn): turn is ErrorTurn {
  return 'error' in turn;
}

export function isStalled(turn: Turn): turn is StalledTurn {
  return 'stall' in turn;
}

/** One whole message, as the API gives it without streaming. */
export function messageFor(turn: SpokenTurn, id: string, model: string): Readonly<Record<string, unknown>> {
  return { ...envelope(turn, id, model), content: blocksOf(turn, id), stop_reason: stopReason(turn) };
}

/** The same message as server-sent events. A stalled turn stops in the middle of its text. */
export function streamFor(turn: SpokenTurn | StalledTurn, id: string, model: string): readonly string[] {
  const spoken: SpokenTurn = isStalled(turn) ? { text: turn.text ?? '' } : turn;
  const events = [
    { type: 'message_start', message: { ...envelope(spoken, id, model), content: [], stop_reason: null } },
    ...blocksOf(spoken, id).flatMap(blockEvents),
  ];
  if (isStalled(turn)) return events.slice(0, -1).map(frame);
  const usage = { output_tokens: spoken.usage?.output ?? DEFAULT_USAGE.output };
  return [
    ...events,
    { type: 'message_delta', delta: { stop_reason: stopReason(spoken), stop_sequence: null }, usage },
    { type: 'message_stop' },
  ].map(frame);
}

const DEFAULT_USAGE = { input: 1_000, output: 100 };

function envelope(turn: SpokenTurn, id: string, model: string): Readonly<Record<string, unknown>> {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    stop_sequence: null,
    usage: {
      input_tokens: turn.usage?.input ?? DEFAULT_USAGE.input,
      output_tokens: turn.usage?.output ?? DEFAULT_USAGE.output,
      cache_read_input_tokens: turn.usage?.cacheRead ?? 0,
      cache_creation_input_tokens: turn.usage?.cacheWrite ?? 0,
    },
  };
}

function blocksOf(turn: SpokenTurn, id: string): readonly Block[] {
  const text = turn.text === undefined ? [] : [{ type: 'text', text: turn.text }];
  const tools = (turn.tools ?? []).map((tool, index) => ({
    type: 'tool_use',
    id: `toolu_${id}_${index}`,
    name: tool.name,
    input: tool.input,
  }));
  return [...text, ...tools];
}

function blockEvents(block: Block, index: number): readonly Block[] {
  const isText = block.type === 'text';
  const delta = isText
    ? { type: 'text_delta', text: block.text }
    : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
  return [
    {
      type: 'content_block_start',
      index,
      content_block: isText ? { type: 'text', text: '' } : { ...block, input: {} },
    },
    { type: 'content_block_delta', index, delta },
    { type: 'content_block_stop', index },
  ];
}

function stopReason(turn: SpokenTurn): 'tool_use' | 'end_turn' {
  return (turn.tools ?? []).length > 0 ? 'tool_use' : 'end_turn';
}

function frame(event: Block): string {
  return `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`;
}
