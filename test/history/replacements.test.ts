import { expect, it } from 'vitest';
import { toReplacements } from '../../src/history/replacements.ts';
import { fakeSecret, githubPat } from '../helpers/secrets.ts';

const needle = (text: string | Buffer, place = 'a.ts:1') => ({ bytes: Buffer.from(text), place });

const linesOf = (...texts: (string | Buffer)[]) =>
  toReplacements(texts.map((text) => needle(text))).lines.map((line) => line.toString('latin1'));

it('writes each value once, longer ones first', () => {
  expect(linesOf('one-Value-1', 'one-Value-1-and-2', 'one-Value-1')).toEqual([
    'literal:one-Value-1-and-2==>***REMOVED***\n',
    'literal:one-Value-1==>***REMOVED***\n',
  ]);
});

it('keeps every byte of a value: separators, prefixes, carriage returns and what is no UTF-8', () => {
  const odd = Buffer.from('regex:a==>b\rc \xe9\xff ', 'latin1');
  expect(linesOf(odd)).toEqual(['literal:regex:a==>b\rc \xe9\xff ==>***REMOVED***\n']);
});

it('writes a value of several lines once as a pattern for either kind of line end', () => {
  expect(linesOf('-- A+b\nc=\n', '-- A+b\r\nc=\r\n')).toEqual([
    'regex:\\x2d\\x2d\\x20A\\x2bb\\r?\\nc\\x3d\\r?\\n==>***REMOVED***\n',
  ]);
});

it('takes out a value of several lines before the values inside it', () => {
  expect(linesOf('inner-Value-1', 'head-x\ninner-Value-1\ntail-y', 'other-Value-2')).toEqual([
    'literal:other-Value-2==>***REMOVED***\n',
    'regex:head\\x2dx\\r?\\ninner\\x2dValue\\x2d1\\r?\\ntail\\x2dy==>***REMOVED***\n',
    'regex:inner\\x2dValue\\x2d1==>***REMOVED***\n',
  ]);
});

it.each([
  ['hunter2', 'it is so short that replacing it would change other text'],
  ['', 'the file itself is the secret, and goes by --invert-paths --path'],
  [
    Buffer.from('one-Value-1', 'utf16le'),
    'it stands in a UTF-16 or binary file, which git filter-repo does not change',
  ],
  ...['changeme', 'Password123', 'test-password', 'MY_SECRET', 'getPassword', '20240102', 'admin password'].map(
    (words) => [words, 'it is made of common words or digits, and replacing it would change other text'] as const,
  ),
] as const)('leaves out %j, as %s', (value, reason) => {
  expect(toReplacements([needle(value, 'b.ts:3'), needle(value, 'b.ts:3'), needle(value, 'c.ts:4')])).toEqual({
    lines: [],
    leftOut: [
      { place: 'b.ts:3', reason },
      { place: 'c.ts:4', reason },
    ],
  });
});

it('leaves out what stands in a file that git filter-repo takes for binary, but not where it stands elsewhere', () => {
  const value = { ...needle('one-Value-1', 'utf16.txt:1'), inBinary: true };
  expect(toReplacements([value, needle('one-Value-1')])).toEqual({
    lines: [Buffer.from('literal:one-Value-1==>***REMOVED***\n')],
    leftOut: [
      { place: 'utf16.txt:1', reason: 'it stands in a UTF-16 or binary file, which git filter-repo does not change' },
    ],
  });
});

it.each([
  githubPat(),
  'correct-horse-battery-staple',
  'p4ssw0rd!',
  fakeSecret('<<lower:16>>'),
  fakeSecret('<<lower:4>> <<lower:4>> <<lower:4>> <<lower:4>>'),
  fakeSecret('<<base62:10>>'),
])('does not take %j for common words', (value) => {
  expect(linesOf(value)).toHaveLength(1);
});
