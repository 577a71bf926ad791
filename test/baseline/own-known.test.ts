import { expect, it } from 'vitest';
import type { Entry } from '../../src/baseline/format.ts';
import { createSecretHasher, newBaseline } from '../../src/baseline/hash.ts';
import { ownKnown } from '../../src/baseline/own-known.ts';
import type { KnownQuery } from '../../src/model/known.ts';
import { githubPat, strongPassword } from '../helpers/secrets.ts';

const empty = newBaseline();
const { hash } = createSecretHasher(empty);
const weak = strongPassword().slice(0, 10);
const path = 'a.ts';
const entry = (secret: string, kind?: 'hmac' | 'scrypt'): Entry => ({
  ruleId: 'r',
  path,
  hash: hash(secret, kind),
  decision: 'undecided',
});
const source = ownKnown(
  { ...empty, entries: [entry(githubPat()), entry(weak), entry(githubPat(2), 'scrypt')] },
  '2026-01-01',
);
const query = (secret: string, more: Partial<KnownQuery> = {}): KnownQuery => ({
  ruleId: 'r',
  path,
  secret,
  startLine: 1,
  lineText: () => secret,
  ...more,
});

it.each([
  ['a random secret', query(githubPat())],
  ['one that could be guessed', query(weak)],
  ['a random one with a slow hash, from an older version', query(githubPat(2))],
  ['an unknown random one', query(githubPat(3))],
  ['an unknown weak one', query(`${weak}x`)],
  ['one of another path', query(weak, { path: 'b.ts' })],
  ['one of another rule', query(weak, { ruleId: 's' })],
  ['a finding without a secret', query('')],
])('says the same of %s at once and later', async (_title, asked) => {
  const now = { known: source.find(asked), hash: source.hash!(asked.secret) };
  expect(await source.ask!(asked, true)).toEqual(now);
  expect(await source.ask!(asked, false)).toEqual({ known: now.known });
});

it('makes no slow hash for what no entry could be about', () => {
  expect(source.ask!(query(weak, { path: 'b.ts' }), false)).not.toBeInstanceOf(Promise);
  expect(source.ask!(query(githubPat()), true)).not.toBeInstanceOf(Promise);
});
