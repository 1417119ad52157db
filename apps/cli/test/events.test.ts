import { expect, it } from 'vitest';
import { createEmit, type EventMode } from '../src/events.ts';
import { simpleWidth } from '../src/render/layout.ts';

it('prints each event as one line of JSON with type and time first', () => {
  expect(printed('json')).toBe(
    '{"type":"run.started","at":"1970-01-01T00:00:01.000Z","run":"r1","text":"a\\nb"}\n',
  );
});

it("prints the command's view of an event", () => {
  expect(printed('view')).toBe('started   r1\n');
});

it('prints nothing where nothing is wanted', () => {
  expect(printed('nothing')).toBe('');
});

it('prints nothing for an event that the command does not show', () => {
  let text = '';
  const emit = createEmit({ ...options('view'), progress: () => undefined, print: (line) => (text += line) });
  emit({ type: 'run.ticked' });
  expect(text).toBe('');
});

function printed(mode: EventMode): string {
  let text = '';
  const emit = createEmit({ ...options(mode), print: (line) => (text += line) });
  emit({ type: 'run.started', run: 'r1', text: 'a\nb' });
  return text;
}

function options(mode: EventMode): Omit<Parameters<typeof createEmit>[0], 'print'> {
  return {
    mode,
    rendering: { color: false, width: undefined, measure: simpleWidth },
    progress: (event) => [{ kind: 'line', cells: ['started', String(event.run)] }],
    now: () => 1000,
    redact: (text) => text,
  };
}
