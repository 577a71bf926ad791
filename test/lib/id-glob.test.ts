import { expect, it } from 'vitest';
import { matchesIdGlob } from '../../src/lib/id-glob.ts';

it.each([
  ['aws-*', 'aws-access-key', true],
  ['aws-*', 'laws-access-key', false],
  ['*-pat', 'github-pat', true],
  ['*-pat', 'github-path', false],
  ['g*b-?at', 'github-pat', true],
  ['github-pat', 'github-pat', true],
  ['github-pat', 'github-pat-fine', false],
  ['*', '', true],
  ['', '', true],
  ['?', '', false],
  ['a**b', 'ab', true],
  ['a.c', 'abc', false],
])('%s on %s gives %s', (glob, id, expected) => {
  expect(matchesIdGlob(glob, id)).toBe(expected);
});

it('stays quick on globs made to be slow', () => {
  expect(matchesIdGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(2_000))).toBe(false);
});
