import { describe, expect, it } from 'vitest';
import { type ChecksumName, checksumSchemes, getChecksum } from '../../../src/engine/checksum/index.ts';
import { fakeSecret } from '../../helpers/secrets.ts';

/** A body for each way a rule may write a credential of the scheme. */
const bodies: [ChecksumName, string][] = [
  ['age', 'AGE-SECRET-KEY-1<<BECH32:52>>'],
  ['age', 'age-secret-key-1<<bech32:52>>'],
  ['atlassian', 'ATATT3xFfGF0<<base64url:172>>='],
  ['atlassian', 'ATBB<<base62:24>>'],
  ['cloudflare', 'cfk_<<base62:40>>'],
  ['cloudflare', 'cfut_<<base62:40>>'],
  ['cloudflare', 'cfat_<<base62:40>>'],
  ['confluent', 'cflt<<base64:54>>'],
  ['github', 'ghp_<<base62:30>>'],
  ['github', 'ghs_<<base62:30>>'],
  ['github', 'ghr_<<base62:70>>'],
  ['github', 'github_pat_<<base62:22>>_<<base62:53>>'],
  ['gitlab-routable', 'glpat-<<base64url:27>>'],
  ['gitlab-routable', 'glpat-<<base64url:27>>.'],
  ['gitlab-routable', 'glpat-<<base64url:27>>.01.'],
  ['gitlab-routable', 'glrt-t1_<<base64url:32>>.01.<<lalnum:2>>'],
  ['grafana', 'glsa_<<base62:32>>'],
  ['grafana', 'glsa_<<base62:32>>_'],
  ['netbird', 'nbp_<<base62:30>>'],
  ['nkey', 'SUAM<<base32:50>>'],
  ['npm', 'npm_<<base62:30>>'],
  ['polar', 'polar_oat_<<base62:37>>'],
  ['polar', 'polar_at_u_<<base62:37>>'],
  ['zuplo', 'zpka_<<hex:32>>'],
  ['zuplo', 'zpka_<<hex:32>>_'],
];

/** Schemes whose vendor says nothing about the algorithm: only a match counts. */
const unpublished = /^(?:ATBB|cf(?:k|ut|at)_|github_pat_|ghr_|zpka_)/;

describe.each(bodies)('%s over %s', (name, template) => {
  const scheme = checksumSchemes[name];
  const secrets = [1, 2, 3, 4, 5].map((seed) => fakeSecret(`${template}<<sum>>`, seed, name));

  it('accepts what it signed', () => {
    expect(secrets.map((secret) => scheme.check(secret))).toEqual(secrets.map(() => 'valid'));
  });

  it('does not accept it with two characters exchanged', () => {
    const verdict = unpublished.test(template) ? 'unknown' : 'invalid';
    expect(secrets.map((secret) => scheme.check(swapInBody(secret)))).toEqual(secrets.map(() => verdict));
  });

  it('leaves it alone when it is cut short', () => {
    expect(secrets.map((secret) => scheme.check(secret.slice(0, 20)))).toEqual(secrets.map(() => 'unknown'));
  });
});

/** Exchanges two neighbours that differ, past every prefix. */
function swapInBody(secret: string): string {
  for (let at = 17; ; at++) {
    const [a, b] = [secret[at]!, secret[at + 1]!];
    if (a !== b) return secret.slice(0, at) + b + a + secret.slice(at + 2);
  }
}

describe('samples that vendors and their users published', () => {
  it.each<[ChecksumName, string, string[]]>([
    ['github', 'an expired token from a public gist', ['gh', 'p_zQWBuTSOoRi4A9spHc', 'VY5ncnsDkxkJ0mLq17']],
    ['npm', 'the made-up token of a feature request', ['np', 'm_qkJaB6MffYVzZXWqmcoF', '49yrUxP3wf0LsakP']],
    ['nkey', 'a seed in the manual', ['SUAC', 'SSL3UAHUDXKFSNVUZRF5UHPMWZ6', 'BFDTJ7M6USDXIEDNPPQYYYCU3VY']],
    ['grafana', "the token in Grafana's own test", ['gl', 'sa_iNValIdinValiDinvali', 'dinvalidinva_5b582697']],
    [
      'confluent',
      'the secret in the manual',
      ['cf', 'ltT8d8RzkNseTMEDKcjNM1BZTFPHqRn', '/dQm9q7w6SjzZ12wZfwjaJdipHZtDjw'],
    ],
    ['age', 'the key of 32 equal bytes in the test kit', ['AGE-SECRET-', 'KEY-1', 'GFPYYSJZ'.repeat(6), 'GFPQ4EGAEX']],
  ])('%s: %s', (name, _, parts) => {
    expect(checksumSchemes[name].check(parts.join(''))).toBe('valid');
  });
});

it('finds schemes by name and nothing else', () => {
  expect(Object.keys(checksumSchemes).map((name) => getChecksum(name)?.name)).toEqual(Object.keys(checksumSchemes));
  expect(['md5', '', 'toString', '__proto__'].map(getChecksum)).toEqual([undefined, undefined, undefined, undefined]);
});

it.each(Object.values(checksumSchemes))('$name has no opinion on foreign text', (scheme) => {
  const texts = ['', 'hello', 'a'.repeat(100_000), `${'='.repeat(50_000)}.${'-'.repeat(50_000)}`, '\u{1f511}'];
  expect(texts.map((text) => scheme.check(text))).toEqual(texts.map(() => 'unknown'));
  expect(texts.map((text) => ('describe' in scheme ? scheme.describe?.(text) : []))).toEqual(texts.map(() => []));
});
