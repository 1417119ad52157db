import { expect, it } from 'vitest';
import { parseToml } from '../../src/config/toml.ts';

it('gives the tables of a text', async () => {
  expect(await parseToml('/p/mmm.toml', 'a = 1\n[b]\nc = ["d"]\n')).toEqual({
    ok: true,
    value: { a: 1, b: { c: ['d'] } },
  });
});

it.each([
  ['[a]\nn = foo\n', 2, 5, 'Put text in quotes: `n = "foo"`.'],
  ['n = "foo\n', 1, 9, 'Close the text with the quote that opens it, and set each key once.'],
  ['[a\nb = 1\n', 1, 3, 'Close the table\'s name with "]", as in `[budget]`.'],
  ['just words\n', 1, 6, 'Write `key = value` on one line, or `[name]` for a table.'],
  ['n =\n', 1, 4, 'Give "n" a value, as in `n = "text"`.'],
  ['n = [1, 2\n', 1, 10, 'Write a list as `n = ["one", "two"]`.'],
])('says where %j is wrong, what was found and what would be right', async (text, line, column, hint) => {
  const parsed = await parseToml('/p/mmm.toml', text);
  if (parsed.ok) throw new Error('it parsed');
  expect(parsed.error).toMatchObject({ code: 'MMM_CONFIG_SYNTAX', hint });
  expect(parsed.error.at).toEqual({ path: '/p/mmm.toml', line, column });
  expect(parsed.error.message).toContain(`/p/mmm.toml:${line}:${column} is not valid TOML`);
  expect(parsed.error.message).toContain(text.split('\n')[line - 1]);
});
