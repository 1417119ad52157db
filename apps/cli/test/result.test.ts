import { expect, it } from 'vitest';
import { printResult, type ResultOptions } from '../src/result.ts';

it('prints the data itself with --json', () => {
  expect(printed({ specs: [1] }, { json: true })).toBe('{\n  "specs": [\n    1\n  ]\n}\n');
  expect(printed(undefined, { json: true })).toBe('null\n');
});

it('prints a last event with --json-events', () => {
  expect(JSON.parse(printed({ a: 1 }, { jsonEvents: true }))).toMatchObject({
    type: 'command.ended',
    exit: 0,
    data: { a: 1 },
  });
});

it('prints the view for people, or facts where the command has none', () => {
  expect(printed({ a: 1 }, { view: () => [{ kind: 'line', cells: ['seen'] }] })).toBe('seen\n');
  expect(printed({ startedAt: 'now' })).toBe('started at   now\n');
});

it('redacts text and keeps JSON whole', () => {
  expect(JSON.parse(printed({ token: 'hunter2' }, { json: true }))).toEqual({ token: '"' });
  expect(printed({ token: 'hunter2' })).toBe('token   "\n');
});

it('keeps control characters out of JSON, and the data as it is', () => {
  const data = { text: '\u009b31m\u202e' };
  const text = printed(data, { json: true });
  expect(text).toMatch(/^[\u0020-\u007e\n]*$/);
  expect(JSON.parse(text)).toEqual(data);
});

function printed(
  data: unknown,
  more: { json?: true; jsonEvents?: true; view?: ResultOptions['view'] } = {},
): string {
  let text = '';
  printResult(
    { data },
    {
      globals: { json: more.json ?? false, jsonEvents: more.jsonEvents ?? false },
      rendering: { color: false, width: undefined },
      view: more.view,
      redact: (line) => line.replaceAll('hunter2', '"'),
      print: (line) => {
        text += line;
      },
    },
  );
  return text;
}
