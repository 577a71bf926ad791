import { expect, it } from 'vitest';
import { globFault } from '../../src/lib/check-glob.ts';

it.each(['src/**', '*.{js,ts}', '{a,{b,c}}', '[a-z]', '[]a]', '[!]a]', '[{]', '\\[a', 'a\\{b', 'a]b}c', '', '[\\]]'])(
  'takes %s',
  (glob) => {
    expect(globFault(glob)).toBeUndefined();
  },
);

it.each([
  ['src/[ab', '['],
  ['[]', '['],
  ['[!]', '['],
  ['[a\\]', '['],
  ['*.{js,ts', '{'],
  ['{a,{b}', '{'],
  ['{[}]', '{'],
])('refuses %s, whose %s is not closed', (glob, bracket) => {
  expect(globFault(glob)).toBe(`must close its "${bracket}"; \\${bracket} stands for the character itself`);
});
