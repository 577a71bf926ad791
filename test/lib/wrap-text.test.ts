import { expect, it } from 'vitest';
import { wrapText } from '../../src/lib/wrap-text.ts';

it.each([
  ['keeps what fits on one line', 'one two', 7, ['one two']],
  ['breaks at spaces', 'one two three', 8, ['one two', 'three']],
  [
    'keeps a long word whole on a line of its own',
    'a https://x.example/long b',
    8,
    ['a', 'https://x.example/long', 'b'],
  ],
  ['counts wide characters twice', '日本 日本 日', 8, ['日本', '日本 日']],
  ['returns one empty line for no text', '', 8, ['']],
  ['never breaks at an infinite width', 'one two three', Number.POSITIVE_INFINITY, ['one two three']],
])('%s', (_title, text, columns, expected) => {
  expect(wrapText(text, columns)).toEqual(expected);
});
