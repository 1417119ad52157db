import { expect, it } from 'vitest';
import { printResult, type ResultOptions } from '../src/result.ts';

it('prints the data itself with --json', async () => {
  expect(await printed({ specs: [1] }, { json: true })).toBe('{\n  "specs": [\n    1\n  ]\n}\n');
  expect(await printed(undefined, { json: true })).toBe('null\n');
});

it('prints a last event with --json-events', async () => {
  expect(JSON.parse(await printed({ a: 1 }, { jsonEvents: true }))).toMatchObject({
    type: 'command.ended',
    exit: 0,
    data: { a: 1 },
  });
});

it('prints the view for people, or facts where the command has none', async () => {
  expect(await printed({ a: 1 }, { view: () => [{ kind: 'line', cells: ['seen'] }] })).toBe('seen\n');
  expect(await printed({ startedAt: 'now' })).toBe('started at   now\n');
});

it('begins at once where no progress stands above the result', async () => {
  const view: ResultOptions['view'] = () => [{ kind: 'gap' }, { kind: 'line', cells: ['done'] }];
  expect(await printed({}, { view })).toBe('\ndone\n');
  expect(await printed({}, { view, quiet: true })).toBe('done\n');
});

it('redacts text and keeps JSON whole', async () => {
  expect(JSON.parse(await printed({ token: 'hunter2' }, { json: true }))).toEqual({ token: '"' });
  expect(await printed({ token: 'hunter2' })).toBe('token   "\n');
});

it('keeps control characters out of JSON, and the data as it is', async () => {
  const data = { text: '\u009b31m\u202e' };
  const text = await printed(data, { json: true });
  expect(text).toMatch(/^[\u0020-\u007e\n]*$/);
  expect(JSON.parse(text)).toEqual(data);
});

async function printed(
  data: unknown,
  more: { json?: true; jsonEvents?: true; quiet?: true; view?: ResultOptions['view'] } = {},
): Promise<string> {
  let text = '';
  await printResult(
    { data },
    {
      globals: { json: more.json ?? false, jsonEvents: more.jsonEvents ?? false, quiet: more.quiet ?? false },
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
