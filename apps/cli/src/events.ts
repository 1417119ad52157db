// What is printed while a command works: each event as a line of JSON, or the command's own view of it, or nothing.
import type { ProgressEvent, View } from '@mmm/plugin-api';
import { cleanJson } from './render/clean.ts';
import { redacted } from './render/redacted.ts';
import { type Rendering, renderView } from './render/view.ts';

export type EventMode = 'json' | 'view' | 'nothing';

export interface EventOptions {
  readonly mode: EventMode;
  readonly rendering: Rendering;
  /** The command's view of an event. */
  progress(event: ProgressEvent): View | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  redact(text: string): string;
  print(text: string): void;
}

export type Emit = (event: ProgressEvent) => void;

export function createEmit(options: EventOptions): Emit {
  const { mode, rendering, progress, now, redact, print } = options;
  if (mode === 'nothing') return () => undefined;
  if (mode === 'json') return (event) => print(eventLine(redacted(event, redact), now()));
  return (event) => {
    const view = progress(event);
    if (view !== undefined) print(renderView(redacted(view, redact), rendering));
  };
}

/** `type` and `at` first, then what the event says. */
export function eventLine(event: ProgressEvent, now: number): string {
  const { type, ...fields } = event;
  return `${cleanJson({ type, at: new Date(now).toISOString(), ...fields })}\n`;
}
