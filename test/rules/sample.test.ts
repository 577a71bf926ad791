import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expandSample } from '../../src/rules/sample.ts';

const seeds = Array.from({ length: 50 }, (_, i) => i + 1);

describe('random characters', () => {
  it.each<[string, RegExp, RegExp[]]>([
    ['digit', /^[0-9]{20}$/, []],
    ['hex', /^[0-9a-f]{20}$/, [/[0-9]/, /[a-f]/]],
    ['HEX', /^[0-9A-F]{20}$/, [/[0-9]/, /[A-F]/]],
    ['lower', /^[a-z]{20}$/, []],
    ['upper', /^[A-Z]{20}$/, []],
    ['alpha', /^[A-Za-z]{20}$/, [/[a-z]/, /[A-Z]/]],
    ['alnum', /^[0-9A-Za-z]{20}$/, [/[0-9]/, /[a-z]/, /[A-Z]/]],
    ['base62', /^[0-9A-Za-z]{20}$/, [/[0-9]/, /[a-z]/, /[A-Z]/]],
    ['ALNUM', /^[0-9A-Z]{20}$/, [/[0-9]/, /[A-Z]/]],
    ['lalnum', /^[0-9a-z]{20}$/, [/[0-9]/, /[a-z]/]],
    ['base32', /^[2-7A-Z]{20}$/, [/[2-7]/, /[A-Z]/]],
    ['bech32', /^[02-9ac-hj-np-z]{20}$/, [/[0-9]/, /[a-z]/]],
    ['BECH32', /^[02-9AC-HJ-NP-Z]{20}$/, [/[0-9]/, /[A-Z]/]],
    ['base58', /^[1-9A-HJ-NP-Za-km-z]{20}$/, [/[0-9]/, /[a-z]/, /[A-Z]/]],
    ['base64', /^[0-9A-Za-z+/]{20}$/, [/[0-9]/, /[a-z]/]],
    ['base64url', /^[\w-]{20}$/, [/[0-9]/, /[a-z]/]],
    ['word', /^\w{20}$/, [/[0-9]/, /[a-z]/]],
    ['b64', /^[0-9A-Za-z+/]{27}=$/, []],
    ['b64url', /^[\w-]{27}$/, []],
    ['password', /^[0-9A-Za-z][0-9A-Za-z*_~+-]{18}[0-9A-Za-z]$/, [/[*_~+-]/]],
  ])('%s keeps to its alphabet and mixes it', (name, shape, parts) => {
    const texts = seeds.map((seed) => expandSample(`<<${name}:20>>`, { seed }));
    for (const pattern of [shape, ...parts]) expect(texts.filter((text) => !pattern.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(seeds.length);
  });

  it('has no run of equal characters and no sequence', () => {
    const texts = seeds.map((seed) => expandSample('<<digit:200>>', { seed }));
    expect(texts.filter((text) => /(.)\1\1|0123|1234|2345|3456|4567|5678|6789|9876|5432/.test(text))).toEqual([]);
  });

  it('takes a range of lengths', () => {
    const lengths = seeds.map((seed) => expandSample('<<hex:20-23>>', { seed }).length);
    expect([...new Set(lengths)].sort()).toEqual([20, 21, 22, 23]);
  });

  it('depends on seed and template alone', () => {
    const make = (seed: number, name = 'k') => expandSample(`${name}=<<base62:40>>`, { seed }).split('=')[1];
    expect(make(1)).toBe(make(1));
    expect(make(1)).not.toBe(make(2));
    expect(make(1)).not.toBe(make(1, 'l'));
  });
});

it('keeps what is no placeholder', () => {
  const text = 'cat <<EOF\n$(a << b) >> c <<- d:3>> < <hex:8> >';
  expect(expandSample(text, { seed: 1 })).toBe(text);
});

it('makes UUIDs of version 4', () => {
  const uuids = seeds.map((seed) => expandSample('<<uuid>>', { seed }));
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(uuids.filter((uuid) => !shape.test(uuid))).toEqual([]);
});

it('encodes the literal text in b64text', () => {
  expect(expandSample('a<<cut>>b', { seed: 1 })).toBe('ab');
  expect(expandSample('<<b64text:{"user":"<me>"}>>', { seed: 1 })).toBe(
    Buffer.from('{"user":"<me>"}').toString('base64'),
  );
});

it('signs what stands since the token mark', () => {
  const options = { seed: 4, checksum: 'npm' };
  const [plain, marked] = ['<<sum>>', 'KEY=<<token>>npm_abc<<sum>>'].map((template) => expandSample(template, options));
  expect(plain).toMatch(/^\w{6}$/);
  expect(marked).toBe(expandSample('KEY=', options) + expandSample('npm_abc<<sum>>', options));
});

describe('PEM blocks', () => {
  it.each([
    ['RSA PRIVATE KEY', 1190],
    ['PRIVATE KEY', 1216],
    ['EC PRIVATE KEY', 121],
    ['DSA PRIVATE KEY', 445],
    ['ENCRYPTED PRIVATE KEY', 1319],
    ['OPENSSH PRIVATE KEY', 234],
    ['PGP PRIVATE KEY BLOCK', 964],
    ['CERTIFICATE', 800],
  ])('%s has its usual size, in lines of 64', (label, size) => {
    const lines = expandSample(`<<pem:${label}>>`, { seed: 1 }).split('\n');
    expect([lines[0], lines.at(-1)]).toEqual([`-----BEGIN ${label}-----`, `-----END ${label}-----`]);
    const body = lines.slice(1, -1).filter((line) => line && !line.startsWith('='));
    expect(body.slice(0, -1).every((line) => line.length === 64)).toBe(true);
    expect(Math.abs(Buffer.from(body.join(''), 'base64').length - size)).toBeLessThan(12);
  });

  it.each(['RSA PRIVATE KEY', 'PRIVATE KEY'])('%s has the structure of a key', (label) => {
    const key = createPrivateKey(expandSample(`<<pem:${label}>>`, { seed: 2 }));
    expect([key.asymmetricKeyType, key.asymmetricKeyDetails?.modulusLength]).toEqual(['rsa', 2048]);
  });

  it('OpenSSH keys begin with their magic word', () => {
    const body = expandSample('<<pem:OPENSSH PRIVATE KEY>>', { seed: 1 }).split('\n')[1]!;
    expect(Buffer.from(body, 'base64').toString('latin1', 0, 15)).toBe('openssh-key-v1\0');
  });
});

it.each([
  ['<<foo:3>>', 'unknown class "foo" in the example\'s <<foo:3>>'],
  ['<<toString:3>>', 'unknown class "toString" in the example\'s <<toString:3>>'],
  ['<<hex>>', 'the example\'s <<hex>> needs a length from 1 to 20000, or two as in 20-40, not ""'],
  ['<<hex:9-3>>', 'the example\'s <<hex:9-3>> needs a length from 1 to 20000, or two as in 20-40, not "9-3"'],
  ['<<hex:99999>>', 'the example\'s <<hex:99999>> needs a length from 1 to 20000, or two as in 20-40, not "99999"'],
  ['a<<sum>>', "<<sum>> in an example needs the rule's checksum, not undefined"],
])('refuses %s', (template, message) => {
  expect(() => expandSample(template, { seed: 1 })).toThrow(expect.objectContaining({ code: 'bad-template', message }));
});

it('names a checksum that it does not know', () => {
  expect(() => expandSample('<<sum>>', { seed: 1, checksum: 'crc' })).toThrow('not "crc"');
});

it('stays quick on templates made to be slow', () => {
  const template = '<<a:'.repeat(20_000);
  expect(expandSample(template, { seed: 1 })).toBe(template);
});
