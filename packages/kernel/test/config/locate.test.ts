import fc from 'fast-check';
import { parse } from 'smol-toml';
import { expect, it } from 'vitest';
import { locate } from '../../src/config/toml.ts';

const TEXT = `# a = 1
top = 1
"quoted key" = 2
list = [
  "inner = 3", # ]
  'x',
]
long = """
[not.a.table]
no = 1 "" """ # end
raw = '''
raw2 = 2
'''
after = { inline = 1 }

[a.b]
  c = 1
  d.e = 2
[[rows]]
name = "n"
[ a . "x y" ]
z = 1
`;

it.each([
  [['top'], 2, 1],
  [['quoted key'], 3, 1],
  [['list'], 4, 1],
  [['long'], 8, 1],
  [['raw'], 11, 1],
  [['after'], 14, 1],
  [['after', 'inline'], 14, 1],
  [['a'], 16, 1],
  [['a', 'b', 'c'], 17, 3],
  [['a', 'b', 'd', 'e'], 18, 3],
  [['rows', 'name'], 20, 1],
  [['a', 'x y', 'z'], 22, 1],
  [['raw2'], 1, 1],
  [['not', 'a', 'table'], 1, 1],
  [['nowhere'], 1, 1],
])('finds %j', (path, line, column) => {
  expect(locate(TEXT, path)).toEqual({ line, column });
  expect(() => parse(TEXT)).not.toThrow();
});

it('finds each key of flat tables on the line where it was written', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
  const value = fc.constantFrom('1', 'true', '"a = [x"', "'#'", '["]", 1]', '"""t"""', '{ k = "}" }');
  const tables = fc.dictionary(name, fc.dictionary(name, value, { minKeys: 1 }), { minKeys: 1 });
  fc.assert(
    fc.property(tables, (wanted) => {
      const lines: string[] = [];
      const places: [string[], number][] = [];
      for (const [table, keys] of Object.entries(wanted)) {
        lines.push(`[${table}]`);
        for (const [key, text] of Object.entries(keys)) {
          lines.push(`${key} = ${text}`);
          places.push([[table, key], lines.length]);
        }
      }
      for (const [path, line] of places) expect(locate(lines.join('\n'), path).line).toBe(line);
    }),
  );
});

it('never fails, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('"', "'", '[', ']', '\\', '=', 'a', '\n', '#', '{', '.') }),
      (text) => {
        expect(locate(text, ['a', 'a']).line).toBeGreaterThan(0);
      },
    ),
  );
});
