import { describe, expect, it } from 'vitest';
import { jwt } from '../../src/engine/checksum/jwt.ts';
import type { CompiledAllow } from '../../src/model/rule.ts';
import { compileAllow } from '../../src/rules/compile.ts';
import { builtInEngine, engineOf, fragmentOf, hits } from '../helpers/engine.ts';
import { fakeSecret, githubPat, jwtToken } from '../helpers/secrets.ts';

const key = { id: 'key', keywords: ['key_'], pattern: 'key_[0-9a-z]{8}' };

function judged(text: string) {
  return builtInEngine()
    .scan(fragmentOf(text, 'src/app.ts'))
    .map(({ rule, confidence, reasons }) => ({ rule: rule.id, confidence, reasons }));
}

describe('a checksum', () => {
  it('that is right makes a match certain', () => {
    expect(judged(`x = ${githubPat()}`)).toEqual([
      {
        rule: 'github-pat',
        confidence: 'certain',
        reasons: ['it has the form of this kind of secret', 'its checksum is right'],
      },
    ]);
  });

  it('that is wrong lowers the confidence by a step', () => {
    const wrong = githubPat().slice(0, -1) + (githubPat().endsWith('A') ? 'B' : 'A');
    expect(judged(`x = ${wrong}`)).toMatchObject([
      {
        confidence: 'medium',
        reasons: ['it has the form of this kind of secret', 'its checksum is wrong: mistyped, or made up'],
      },
    ]);
  });

  it('of a form that anyone can make proves nothing', () => {
    const [match] = judged(`x = ${jwtToken()}`);
    expect(match).toMatchObject({ rule: 'jwt', confidence: 'high' });
    expect(match!.reasons.slice(0, 2)).toEqual(['it has the form of this kind of secret', 'it is well-formed']);
  });
});

describe('a token that is expired or broken', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = (body: string) => body + jwt.sign(body);
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  it.each<[string, string, string[]]>([
    [
      'expired',
      signed(`${header}.${encode({ sub: 'a1', exp: 1_700_000_000 })}`),
      ['it is well-formed', 'it is expired', 'expired on 2023-11-14'],
    ],
    [
      'not JSON inside',
      `${header}.eyJ${fakeSecret('<<base62:40>>.<<base62:43>>')}`,
      ['its form is wrong: mistyped, or made up'],
    ],
  ])('ranks a step lower: %s', (_, token, reasons) => {
    expect(judged(`x = ${token}`)).toEqual([
      { rule: 'jwt', confidence: 'medium', reasons: ['it has the form of this kind of secret', ...reasons] },
    ]);
  });

  it.each([
    ['an AWS key id with a digit that base32 lacks', 'aws-access-key-id', 'AKIA<<base32:8>>0189<<base32:4>>'],
    ['a Twilio SID with a letter that is no digit', 'twilio-sid', 'AC<<hex:20>>xyz<<hex:9>>'],
    ['a NATS seed with a wrong sum', 'nats-nkey-seed', 'SUAM<<base32:40>>89<<base32:12>>'],
    ['a NATS seed with a wrong third letter', 'nats-nkey-seed-malformed', 'SU3M<<base32:54>>'],
  ])('ranks a step lower: %s', (_, rule, template) => {
    expect(judged(`seed = "${fakeSecret(template)}"`)).toMatchObject([{ rule, confidence: 'medium' }]);
  });
});

it.each([
  ['src/tls/server.pem', 'high'],
  ['test/tls/server.pem', 'medium'],
  ['etc/ssl-cert-snakeoil.key', 'medium'],
  ['vendor/lib/server.pem', 'medium'],
])('trusts a private key by its path: %s', (path, confidence) => {
  const found = builtInEngine().scan(fragmentOf(fakeSecret('<<pem:RSA PRIVATE KEY>>'), path));
  expect(found).toMatchObject([{ rule: { id: 'private-key' }, confidence }]);
});

it('reports a private key that is cut off, less surely', () => {
  const key = fakeSecret('<<pem:RSA PRIVATE KEY>>');
  const found = builtInEngine().scan(fragmentOf(key.slice(0, key.length / 2), 'src/server.pem'));
  expect(found).toMatchObject([{ rule: { id: 'private-key-without-end' }, confidence: 'medium' }]);
});

describe('what a rule asks of a secret', () => {
  it.each<[string, object, string[]]>([
    ['a least length', { length: { min: 6 }, pattern: 'key_(?<secret>\\w+)' }, ['abcdefgh', 'aaaaaa']],
    ['a greatest length', { length: { max: 5 }, pattern: 'key_(?<secret>\\w+)' }, ['abc']],
    ['a charset', { charset: 'a-f', pattern: 'key_(?<secret>\\w+)' }, ['abc', 'aaaaaa']],
    ['an entropy', { entropy: 2, pattern: 'key_(?<secret>\\w+)' }, ['abcdefgh']],
    ['no stop word, in any case', { stopWords: ['bCd'], pattern: 'key_(?<secret>\\w+)' }, ['abc', 'aaaaaa']],
    ['a path', { path: '\\.env$', pattern: 'key_(?<secret>\\w+)' }, []],
  ])('may be %s', (_, demands, secrets) => {
    const engine = engineOf([{ id: 'key', keywords: ['key_'], ...demands }]);
    expect(hits(engine, 'key_abc key_abcdefgh key_aaaaaa', 'a.txt').map(([, secret]) => secret)).toEqual(secrets);
  });
});

describe('allowlists', () => {
  const text = 'one key_aaaaaaaa // fine\ntwo key_bbbbbbbb\n';
  const left = (allow: Parameters<typeof compileAllow>[0], path?: string) => {
    const allowlists: CompiledAllow[] = [compileAllow(allow, { dialect: 'js', where: 'test' })];
    return hits(engineOf([key, { id: 'other', keywords: ['key_b'], pattern: 'key_b{6}' }], { allowlists }), text, path)
      .filter(([id]) => id === 'key')
      .map(([, secret]) => secret);
  };
  const [a, b] = ['key_aaaaaaaa', 'key_bbbbbbbb'];

  it.each<[string, Parameters<typeof compileAllow>[0], string[]]>([
    ['the secret', { secret: ['a{8}'] }, [b]],
    ['any of several secrets', { secret: ['a{8}', 'b{8}'] }, []],
    ['the match', { match: ['^key_b'] }, [a]],
    ['the line', { line: ['// fine$'] }, [b]],
    ['the path', { path: ['^src/'] }, []],
    ['another path', { path: ['^lib/'] }, [a, b]],
    ['a word in any case', { word: ['BBBB'] }, [a]],
    ['one of two targets', { secret: ['a{8}'], line: ['^two'] }, []],
    ['both of two targets', { condition: 'and', secret: ['a{8}'], line: ['^one'] }, [b]],
    ['both of two targets, one of which does not hit', { condition: 'and', secret: ['a{8}'], line: ['^two'] }, [a, b]],
    ['a path and a word', { condition: 'and', path: ['^src/'], word: ['bbb'] }, [a]],
    ['a commit, which files have not', { commit: ['abc'] }, [a, b]],
    ['a commit beside a secret', { condition: 'and', commit: ['abc'], secret: ['a{8}'] }, [a, b]],
    ['its own rule', { secret: ['.'], targetRules: ['key'] }, []],
    ['another rule', { secret: ['.'], targetRules: ['other'] }, [a, b]],
    ['nothing', { condition: 'and' }, [a, b]],
  ])('may look at %s', (_, allow, expected) => {
    expect(left(allow)).toEqual(expected);
  });

  it('look at no more than the lines that the match touches', () => {
    const engine = engineOf([
      { id: 'two', keywords: ['begin'], pattern: 'begin\\n\\w+', allow: [{ line: 'before|after' }] },
    ]);
    expect(hits(engine, 'before\nbegin\nend\nafter').length).toBe(1);
    expect(hits(engine, 'before begin\nend\n')).toEqual([]);
    expect(hits(engine, 'begin\nend after\n')).toEqual([]);
  });
});

describe('placeholders', () => {
  const rule = { id: 'own', keywords: ['own_'], pattern: 'own_[0-9a-zA-Z]{16,40}' };
  const text = 'own_xxxxxxxxxxxxxxxxxxxx own_EXAMPLEexampleEXAMPLE';

  it('do not count for our rules', () => {
    expect(hits(engineOf([rule], { builtIn: true }), text)).toEqual([]);
  });

  it('count for the rules of the user, which are taken at their word', () => {
    expect(hits(engineOf([rule]), text).map(([, secret]) => secret)).toEqual(text.split(' '));
  });
});

it('takes the secret from its named group, from the group that gitleaks asks for, or the whole match', () => {
  const text = 'id=ab12 key=cd34';
  const go = (secretGroup: number) =>
    engineOf([{ id: 'r', keywords: ['id='], pattern: 'id=(\\w+) key=(\\w+)' }], {
      compile: { dialect: 'go', secretGroup },
    });
  expect([0, 1, 2].map((group) => hits(go(group), text)[0]![1])).toEqual(['ab12', 'ab12', 'cd34']);
  expect(hits(engineOf([{ id: 'r', keywords: ['id='], pattern: 'id=(\\w+)' }]), text)).toEqual([['r', 'id=ab12']]);
  const named = engineOf([{ id: 'r', keywords: ['id='], pattern: 'id=\\w+ key=(?<secret>\\w+)' }]);
  expect(named.scan(fragmentOf(text))).toMatchObject([{ start: 12, end: 16, matchStart: 0, matchEnd: 16 }]);
});

it('marks what stands in tests, fixtures and documents', () => {
  const tags = (path: string) => engineOf([key]).scan(fragmentOf('key_abcdefgh', path))[0]!.tags;
  expect(['src/app.ts', 'test/app.ts', 'README.md'].map(tags)).toEqual([[], ['test'], ['test']]);
});

it('counts the characters of a secret, not its bytes', () => {
  const rule = { id: 'r', keywords: ['zz='], pattern: 'zz=(?<secret>[^ ]+)', length: { max: 8 } };
  expect(hits(engineOf([rule]), 'zz=größenwa zz=größenwah')).toEqual([['r', 'größenwa']]);
});

it('says nothing of a value to the trace', () => {
  const secret = fakeSecret('key_<<lalnum:8>>');
  const told: string[] = [];
  const engine = engineOf([{ ...key, entropy: 9 }], { trace: ({ message }) => told.push(message) });
  engine.scan(fragmentOf(`x ${secret}`));
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter((message) => message.includes(secret.slice(4)))).toEqual([]);
});
