import { EXIT, type Outcome, type View } from '@mmm/plugin-api';
import { eventLine } from './events.ts';
import type { Globals } from './globals.ts';
import { cleanJson } from './render/clean.ts';
import { defaultView } from './render/default-view.ts';
import { type Rendering, renderView } from './render/view.ts';

export interface ResultOptions {
  readonly globals: Pick<Globals, 'json' | 'jsonEvents'>;
  readonly rendering: Rendering;
  readonly view: ((data: unknown) => View) | undefined;
  redact(text: string): string;
  print(text: string): void;
}

/** Prints what a command gave back: for programs the data itself, for people its view. */
export function printResult({ data, exit }: Outcome<unknown>, options: ResultOptions): void {
  const { globals, rendering, view, redact, print } = options;
  if (globals.jsonEvents) {
    const event = { type: 'command.ended', exit: exit ?? EXIT.done, data: redactedData(data, redact) };
    print(eventLine(event, Date.now()));
  } else if (globals.json) print(`${cleanJson(redactedData(data, redact), 2)}\n`);
  else print(redact(renderView(view === undefined ? defaultView(data) : view(data), rendering)));
}

/** String by string, because a redaction that runs over a quote would break the JSON; only where it is needed. */
function redactedData(data: unknown, redact: (text: string) => string): unknown {
  const text = JSON.stringify(data) ?? 'null';
  if (redact(text) === text) return data;
  return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? redact(value) : value));
}
