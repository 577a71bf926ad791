import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { fromPosixPattern } from '../../src/hooks/posix-pattern.ts';

const lines = [
  'key=abc123',
  'KEY = abc',
  'a.b',
  'a+b',
  'a\\b',
  'a]b',
  'a-b',
  'x{2}y',
  'xxy',
  'xyxy',
  '{',
  'tab\there',
  'two words',
  '(a)',
  '^a$',
  'a/b',
  '"q"',
  "'q'",
  'é',
  '[x]',
  '0x1F',
  'aab',
  '*a',
  'b^',
  'key',
  'monkey',
  'a',
  '',
  'xx',
  '=>',
];

/** Which of the lines GNU's `grep -E` finds. */
function grep(pattern: string): string[] {
  const env = { LC_ALL: 'C.UTF-8', PATH: process.env.PATH };
  const { status, stdout } = spawnSync('grep', ['-E', '-e', pattern], {
    input: lines.join('\n'),
    encoding: 'utf8',
    env,
  });
  expect(status).toBeLessThan(2);
  return stdout.split('\n').slice(0, -1);
}

it.each([
  '[[:alnum:]]+=[a-z]+[0-9]{3}',
  'a\\.b',
  'a[+.]b',
  'a[\\]b',
  'a[]x]b',
  'a[^]x]b',
  'x{2}y',
  'x{1,}y$',
  '(xy){2}',
  'x\\{2\\}y',
  '[[:space:]]',
  '\\s',
  '\\bkey\\b',
  '\\<key',
  'key\\>',
  '^a',
  'b$',
  '(^|x)a($|/)',
  'a|b',
  '"(q)"',
  '[[:punct:]]$',
  '[[:xdigit:]]{2}F',
  '^[^[:digit:]=]*$',
  '[a-c]{2}b',
  '^\\*',
  '^\\^a\\$',
  '[-+]b',
  '[+-]b',
  'a[.]b',
  '\\w\\W\\w',
  '=>',
  '[=]>',
  'é',
  'x?y',
  '^.$',
  'a/b',
  'a[[.-.]]b',
])('reads %j as grep does', (pattern) => {
  const regex = new RegExp(fromPosixPattern(pattern, 'here'));
  expect(lines.filter((line) => regex.test(line))).toEqual(grep(pattern));
  for (const [found] of lines.join('\n').matchAll(new RegExp(regex, 'g'))) expect(found).not.toContain('\n');
});

it.each([
  ['(a)\\1', '\\1, which refers back,'],
  ['(?i)key', '(?'],
  ['a\\', 'a backslash at the end'],
  ['[abc', 'a [ without its ]'],
  ['[[:vowel:]]', '[:vowel:]'],
  ['[[.space.]]', '[.space.]'],
  ["\\'", "\\'"],
])('says what of %j has no counterpart', (pattern, what) => {
  expect(() => fromPosixPattern(pattern, 'git config secrets.patterns')).toThrow(
    `git config secrets.patterns: ${what} cannot be translated, in ${JSON.stringify(pattern)}`,
  );
});
