import { EXIT, type Outcome, type View } from '@mmm/plugin-api';
import { eventLine } from './events.ts';
import type { Globals } from './globals.ts';
import { cleanJson } from './render/clean.ts';
import { defaultView } from './render/default-view.ts';
import { widthFor } from './render/layout.ts';
import { redacted } from './render/redacted.ts';
import { type Rendering, renderView } from './render/view.ts';

export interface ResultOptions {
  readonly globals: Pick<Globals, 'json' | 'jsonEvents' | 'quiet'>;
  readonly rendering: Omit<Rendering, 'measure'>;
  readonly view: ((data: unknown) => View) | undefined;
  redact(text: string): string;
  print(text: string): void;
}

/** Prints what a command gave back: for programs the data itself, for people its view. */
export async function printResult({ data, exit }: Outcome<unknown>, options: ResultOptions): Promise<void> {
  const { globals, rendering, view, redact, print } = options;
  if (globals.jsonEvents) {
    const event = { type: 'command.ended', exit: exit ?? EXIT.done, data: redacted(data, redact) };
    print(eventLine(event, Date.now()));
  } else if (globals.json) {
    print(`${cleanJson(redacted(data, redact), 2)}\n`);
  } else {
    const blocks = view === undefined ? defaultView(data) : view(data);
    // A gap sets the result apart from the progress above it.
    const shown = redacted(globals.quiet && blocks[0]?.kind === 'gap' ? blocks.slice(1) : blocks, redact);
    print(renderView(shown, { ...rendering, measure: await widthFor(shown) }));
  }
}
