import { describe, expect, it } from 'vitest';
import { shellWords } from '../../src/lib/shell-words.ts';

describe('shellWords', () => {
  it.each([
    ['', []],
    ['  a  b ', ['a', 'b']],
    [`--since="2 weeks ago" 'a b'c`, ['--since=2 weeks ago', 'a bc']],
    [`it's "open`, ["it's", '"open']],
    [`a '' "b'c"`, ['a', '', "b'c"]],
  ])('splits %j', (text, words) => {
    expect(shellWords(text)).toEqual(words);
  });
});
