import { expect, it } from 'vitest';
import { engineOf, hits } from '../helpers/engine.ts';

it.each([
  ['not at its beginning alone', '123456 abcdefgh', []],
  ['in small letters and large', '123456 AbcDefghIJ', ['123456']],
  ['anywhere in the text', 'abcdefghij\n123456 x', ['123456']],
])('runs a rule where the whole of a long keyword stands, %s', (_, text, secrets) => {
  const engine = engineOf([{ id: 'key', keywords: ['abcdefghij'], pattern: '(?<secret>\\d{6})\\s' }]);
  expect(hits(engine, text).map(([, secret]) => secret)).toEqual(secrets);
});

it('leaves it to the pattern where a keyword goes on beyond ASCII', () => {
  const engine = engineOf([{ id: 'key', keywords: ['schlüssel'], pattern: 'schl\\S{1,2}ssel=(?<secret>\\d{6})' }]);
  expect(hits(engine, 'schlüssel=123456').map(([, secret]) => secret)).toEqual(['123456']);
});
