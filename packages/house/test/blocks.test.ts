import { expect, it } from 'vitest';
import { blocksOf, linesOf, typedIn } from '../src/blocks.ts';

it('finds blocks with their language, path and line', () => {
  const page = 'text\n```sh\nmmm\n```\n\n````markdown specs/01.md\n```js\n1\n```\n````\n';
  expect(blocksOf(page)).toEqual([
    { language: 'sh', path: '', text: 'mmm\n', line: 2 },
    { language: 'markdown', path: 'specs/01.md', text: '```js\n1\n```\n', line: 6 },
  ]);
});

it('parts what is typed from what is printed', () => {
  expect(typedIn('$ mmm init\nwrote\n\nnext\n$ cd x\n')).toEqual([
    { command: 'mmm init', output: 'wrote\n\nnext' },
    { command: 'cd x', output: '' },
  ]);
});

it('leaves comments out', () => {
  expect(linesOf('# first\nmmm run   # all of them\n\nmmm why 02\n')).toEqual(['mmm run', 'mmm why 02']);
});
