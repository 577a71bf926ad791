import { createHmac, scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSecretHasher, newBaseline } from '../../src/baseline/hash.ts';
import { githubPat, strongPassword } from '../helpers/secrets.ts';

const [one, other] = [newBaseline(), newBaseline()];
const weak = strongPassword().slice(0, 8);

it('hashes random secrets by HMAC under a key made from that of the file', () => {
  const key = createHmac('sha256', one.key).update('keyturn/baseline/v1').digest();
  const hash = createHmac('sha256', key).update(githubPat()).digest().toString('hex', 0, 16);
  expect(createSecretHasher(one).hash(githubPat())).toBe(`hmac:${hash}`);
});

it('hashes what could be guessed by scrypt, at the cost that the file names', () => {
  const hash = scryptSync(weak, one.key, 16, { N: 1 << 14, r: 8, p: 1 }).toString('hex');
  expect(createSecretHasher(one).hash(weak)).toBe(`scrypt:${hash}`);
  const cheap = { ...one, slow: { N: 1024, r: 1, p: 1 } };
  expect(createSecretHasher(cheap).hash(weak)).not.toBe(`scrypt:${hash}`);
});

it('gives the same secret another hash in another baseline', () => {
  for (const secret of [githubPat(), weak]) {
    expect(createSecretHasher(one).hash(secret)).not.toBe(createSecretHasher(other).hash(secret));
  }
});

it('hashes by the kind that is asked for', () => {
  expect(createSecretHasher(one).hash(weak, 'hmac')).toMatch(/^hmac:[\da-f]{32}$/);
});
