import { describe, expect, it } from 'vitest';
import { jwt } from '../../../src/engine/checksum/jwt.ts';
import { jwtToken } from '../../helpers/secrets.ts';

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

function token(header: unknown, payload: unknown): string {
  const body = `${encode(header)}.${encode(payload)}`;
  return body + jwt.sign(body);
}

it('accepts the sample', () => {
  expect([1, 2, 3].map((seed) => jwt.check(jwtToken(seed)))).toEqual(['valid', 'valid', 'valid']);
});

it.each(['HS256', 'HS384', 'HS512', 'RS256', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])('accepts %s', (alg) => {
  expect(jwt.check(token({ alg, typ: 'JWT' }, { sub: 'x' }))).toBe('valid');
});

describe('what it rejects', () => {
  const header = { alg: 'HS256', typ: 'JWT' };
  const good = token(header, { sub: 'x' });
  it.each<[string, string, string]>([
    ['an unsigned token', `${encode({ alg: 'none' })}.${encode({ sub: 'x' })}.`, 'invalid'],
    ['a signature of the wrong length', `${good}AAAA`, 'invalid'],
    [
      'words where the signature belongs',
      `${encode(header)}.${encode({ sub: 'x' })}.${encode('s'.repeat(32))}`,
      'invalid',
    ],
    ['a header without an algorithm', token({ typ: 'JWT' }, { sub: 'x' }), 'invalid'],
    ['a payload that is no JSON', `${encode(header)}.eyJxxxxxx${jwt.sign('')}`, 'invalid'],
    ['the sample of jwt.io', token(header, { sub: '1234567890', name: 'John Doe', iat: 1516239022 }), 'invalid'],
    ['an algorithm it does not know', token({ alg: 'XX1' }, { sub: 'x' }), 'unknown'],
    ['the name of an object member as algorithm', token({ alg: 'toString' }, { sub: 'x' }), 'unknown'],
    ['two parts', good.split('.').slice(0, 2).join('.'), 'unknown'],
  ])('%s', (_, secret, verdict) => {
    expect(jwt.check(secret)).toBe(verdict);
  });
});

it.each<[string, unknown, string[]]>([
  [
    'a past expiry and the issuer',
    { iss: 'https://login.example.com/', exp: 1714521600 },
    ['issuer https://login.example.com/', 'expired on 2024-05-01'],
  ],
  ['an expiry to come', { exp: 32503680000 }, ['expires on 3000-01-01']],
  ['no nonsense', { iss: 'a\n\x1b[2J', exp: 1e300 }, []],
])('tells %s', (_, payload, facts) => {
  expect(jwt.describe?.(token({ alg: 'HS256' }, payload))).toEqual(facts);
});

it('tells that a token is unsigned', () => {
  expect(jwt.describe?.(`${encode({ alg: 'none' })}.${encode({ sub: 'x' })}.`)).toEqual(['unsigned (alg none)']);
});
