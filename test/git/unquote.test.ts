import { expect, it } from 'vitest';
import { unquotePath } from '../../src/git/unquote.ts';

it.each([
  ['"a b"', 'a b', 5],
  ['"a\\tb\\nc"', 'a\tb\nc', 9],
  ['"\\a\\b\\v\\f\\r"', '\x07\b\v\f\r', 12],
  ['"say \\"x\\" \\\\ y" rest', 'say "x" \\ y', 16],
  ['"\\303\\251\\0011"', 'é\x011', 15],
  ['""', '', 2],
])('undoes the quotes of %s', (quoted, path, end) => {
  expect(unquotePath(Buffer.from(quoted))).toEqual({ path: Buffer.from(path), end });
});

it('gives bytes that are no UTF-8, and starts where it is told to', () => {
  expect(unquotePath(Buffer.from('x "\\377"'), 2)).toEqual({ path: Buffer.from([0xff]), end: 8 });
});

it.each(['plain', '', '"open', '"open\\'])('leaves %j alone', (text) => {
  expect(unquotePath(Buffer.from(text))).toBeUndefined();
});
