import { expect, it } from 'vitest';
import { isMadeOfWords } from '../../../src/engine/generic/known-words.ts';

const nonword = ['vo', 'bdi', 'fum'].join('');

it.each([
  ['a word', 'connection', true],
  ['several in a row', 'userpasswordfield', true],
  ['several with capitals', 'OAuthBearerToken', true],
  ['several with signs and digits', 'window-size_2', true],
  ['no letters', '1234-5678', true],
  ['letters of no language', nonword, false],
  ['a word beside letters of no language', `window-${nonword}`, false],
  ['a letter or two at a time', 'a1b2c3d4', false],
  ['nothing', '', true],
])('knows whether a text is made of words: %s', (_, text, expected) => {
  expect(isMadeOfWords(text)).toBe(expected);
});
