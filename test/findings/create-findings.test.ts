import { describe, expect, it } from 'vitest';
import { createFindings, type FindingsOptions, type FragmentResult } from '../../src/findings/create-findings.ts';
import { createFingerprints, createSecretHashes } from '../../src/findings/fingerprint.ts';
import { finishFindings } from '../../src/findings/finish.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Fragment } from '../../src/model/fragment.ts';
import { builtInEngine, engineOf, fragmentOf, type TestRule } from '../helpers/engine.ts';
import { fakeSecret, githubPat, pemKey, stripeLive } from '../helpers/secrets.ts';

const defaults: FindingsOptions = {
  minConfidence: 'low',
  minSeverity: 'info',
  redact: 100,
  inlineAllow: true,
  listUnusedAllows: false,
  ignore: [],
  today: '2026-06-15',
  reportKey: () => Buffer.from('a key'),
  details: (id) => ({ id, provider: 'Test', description: `A ${id}`, tags: ['t'], references: [] }),
};

const key: TestRule = { id: 'key', keywords: ['key_'], pattern: 'key_[a-z0-9]{8}', severity: 'high' };

function convert(
  text: string | Uint8Array,
  options: Partial<FindingsOptions> = {},
  fragment: Partial<Fragment> = {},
  engine = engineOf([key]),
): FragmentResult {
  const whole = { ...fragmentOf(text, 'a.txt'), ...fragment };
  return createFindings({ ...defaults, ...options })(engine.scan(whole), whole);
}

const place = ({ startLine, startColumn, endLine, endColumn }: Finding) =>
  `${startLine}:${startColumn}-${endLine}:${endColumn}`;

it('says everything about a finding but its secret', () => {
  const { findings } = convert('one\nx = key_abcdefgh;\n');
  const [{ fingerprint: print, secretHash: hash, entropy, advice, ...rest }] = findings as [Finding];
  expect(rest).toEqual({
    ruleId: 'key',
    description: 'A key',
    provider: 'Test',
    severity: 'high',
    confidence: 'medium',
    tags: ['t'],
    redacted: 'key_********',
    reasons: ['it has the form of this kind of secret'],
    path: 'a.txt',
    startLine: 2,
    endLine: 2,
    startColumn: 5,
    endColumn: 17,
    places: [{ path: 'a.txt', startLine: 2, endLine: 2, startColumn: 5, endColumn: 17 }],
    placeCount: 1,
    line: 'x = key_********;',
    lineStart: 4,
    lineEnd: 16,
    decoded: [],
    parts: [],
    references: [],
  });
  expect(entropy).toBeCloseTo(3.42, 2);
  expect([/^[0-9a-f]{32}$/.test(print), /^[0-9a-f]{32}$/.test(hash), advice.length > 20]).toEqual([true, true, true]);
  expect(JSON.stringify(findings)).not.toContain('abcdefgh');
});

describe('places', () => {
  it.each<[string, string | Buffer, string]>([
    ['count columns in UTF-16 code units', '\u{1f511}ü€ key_abcdefgh', '1:6-1:18'],
    ['count a stray byte as one', Buffer.concat([Buffer.from([0xe9]), Buffer.from(' key_abcdefgh')]), '1:3-1:15'],
    ['are the same with CRLF', 'a\r\nb key_abcdefgh\r\n', '2:3-2:15'],
    ['begin at 1', 'key_abcdefgh', '1:1-1:13'],
  ])('%s', (_, text, expected) => {
    expect(convert(text).findings.map(place)).toEqual([expected]);
  });

  it('go on from where the fragment starts', () => {
    const shifted = { firstLine: 100, firstColumn: 1000, offset: 5_000_000 };
    expect(convert('x key_abcdefgh\nkey_abcdefg2', {}, shifted).findings.map(place)).toEqual([
      '100:1002-100:1014',
      '101:1-101:13',
    ]);
  });

  it('span the lines of a private key, and hide all of them', () => {
    const block = pemKey();
    const [finding] = convert(`a\n${block}\nb`, {}, {}, builtInEngine()).findings;
    const lines = block.trimEnd().split('\n');
    expect(finding).toMatchObject({ startLine: 2, endLine: 1 + lines.length });
    for (const line of lines.slice(1, -1)) expect(JSON.stringify(finding)).not.toContain(line.slice(0, 20));
  });
});

describe('the fingerprint', () => {
  const fingerprint = createFingerprints();

  it('depends on rule, path and secret, and not on the line', () => {
    const print = (text: string, path = 'a.txt') => convert(text, {}, { path }).findings[0]!.fingerprint;
    const first = print('key_abcdefgh');
    expect(print('\n\n  x = key_abcdefgh  # other words')).toBe(first);
    expect(new Set([first, print('key_abcdefgi'), print('key_abcdefgh', 'b.txt')]).size).toBe(3);
    expect(fingerprint('key', 'a.txt', 'key_abcdefgh')).toBe(first);
    expect(new Set([first, fingerprint('other', 'a.txt', 'key_abcdefgh')]).size).toBe(2);
  });

  it('does not run rule, path and secret together', () => {
    expect(fingerprint('a', 'bc', 'd')).not.toBe(fingerprint('ab', 'c', 'd'));
    expect(fingerprint('a', 'b', 'cd')).not.toBe(fingerprint('a', 'bc', 'd'));
  });

  it('is another thing than the hash of the secret, which has a key of the report', () => {
    const hash = (key: string, secret: string) => createSecretHashes(() => Buffer.from(key))(secret);
    expect(new Set([hash('1', 'x'), hash('2', 'x'), hash('1', 'y')]).size).toBe(3);
    expect(hash('1', 'x')).toBe(hash('1', 'x'));
  });
});

describe('redaction', () => {
  it.each([
    [100, 'key_********', 'x = key_********'],
    [50, 'key_ab********', 'x = key_ab********'],
    [75, 'key********', 'x = key********'],
    [0, 'key_abcdefgh', 'x = key_abcdefgh'],
  ])('of %i per cent', (redact, redacted, line) => {
    expect(convert('x = key_abcdefgh', { redact }).findings).toMatchObject([{ redacted, line }]);
  });

  it('hides every secret on the line, those that are not reported among them', () => {
    const text = `a=${githubPat()} b=${stripeLive()} c=${githubPat(2)} # keyturn:allow stripe-*`;
    const { findings, suppressed } = convert(text, {}, {}, builtInEngine());
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['github-pat', 'github-pat']);
    expect(suppressed).toBe(1);
    for (const { line } of findings) {
      for (const secret of [githubPat(), stripeLive(), githubPat(2)]) expect(line).not.toContain(secret.slice(8, 16));
    }
  });

  it('hides secrets below the confidence that is asked for', () => {
    const low: TestRule = { id: 'low', keywords: ['low_'], pattern: 'low_[a-z]{8}', confidence: 'low' };
    const { findings } = convert('key_abcdefgh low_abcdefgh', { minConfidence: 'medium' }, {}, engineOf([key, low]));
    expect(findings.map(({ line }) => line)).toEqual(['key_******** low_********']);
  });

  it('cuts a long line to a window round the secret, whole characters at its ends', () => {
    const { findings } = convert(`${'ü'.repeat(5000)} key_abcdefgh ${'€'.repeat(5000)}`);
    const [{ line, lineStart, lineEnd }] = findings as [Finding];
    expect(line.slice(lineStart, lineEnd)).toBe('key_********');
    expect(line).toMatch(/^ü{40,60} key_\*{8} €{30,40}$/);
  });
});

describe('what is held back', () => {
  const text = 'one key_aaaaaaaa\ntwo key_bbbbbbbb\n';
  const lines = (options: Partial<FindingsOptions>, fragment: Partial<Fragment> = {}, content = text) => {
    const held: string[] = [];
    const result = convert(
      content,
      { ...options, onHeldBack: (id, from, to, reason) => held.push(`${id} ${from}-${to} ${reason}`) },
      fragment,
    );
    return [result.findings.map(({ startLine }) => startLine), held, result.suppressed];
  };

  it('is what a change does not add', () => {
    expect(lines({}, { addedLines: new Set([2]) })).toEqual([[2], ['key 1-1 none of its lines is new'], 0]);
  });

  it('is what an ignore file lists, by path, rule and line', () => {
    const entry = { path: 'a.txt', ruleId: 'key', line: 1, origin: { path: '.gitleaksignore', line: 7 } };
    const reason = 'key 1-1 listed in .gitleaksignore, line 7';
    expect(lines({ ignore: [entry] })).toEqual([[2], [reason], 1]);
    for (const change of [{ path: 'b.txt' }, { ruleId: 'other' }, { line: 3 }, { commit: 'abc' }]) {
      expect(lines({ ignore: [{ ...entry, ...change }] })).toEqual([[1, 2], [], 0]);
    }
    expect(convert(text, { ignore: [{ ...entry, line: 9 }, entry] }).usedIgnores).toEqual([1]);
  });

  it('is what a comment allows, unless comments do not count', () => {
    const allowed = text.replace('one', '/* keyturn:allow */');
    expect(lines({}, {}, allowed)).toEqual([[2], ['key 1-1 allowed by a comment on line 1'], 1]);
    expect(lines({ inlineAllow: false }, {}, allowed)).toEqual([[1, 2], [], 0]);
  });

  it('lists comments that allowed nothing', () => {
    const content = 'key_aaaaaaaa # keyturn:allow\n# keyturn:allow other until=2020-01-01\n';
    expect(convert(content, { listUnusedAllows: true }).unusedAllows).toEqual([
      { path: 'a.txt', line: 2, text: 'keyturn:allow other until=2020-01-01 (expired on 2020-01-01)' },
    ]);
    expect(convert('# keyturn:allow\n', { listUnusedAllows: true }).unusedAllows).toEqual([
      { path: 'a.txt', line: 1, text: 'keyturn:allow' },
    ]);
  });
});

describe('the places of a group', () => {
  it('are those of the same secret under the same rule, at most a hundred of them', () => {
    const many = Array.from({ length: 150 }, () => 'key_aaaaaaaa\n').join('');
    const finished = finishFindings(convert(`${many}key_bbbbbbbb`).findings);
    expect(finished.length).toBe(151);
    expect(finished[149]).toMatchObject({ placeCount: 150, startLine: 150 });
    expect(finished[149]!.places.map(({ startLine }) => startLine)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    expect(finished[150]).toMatchObject({ placeCount: 1, places: [{ startLine: 151 }] });
  });
});

it('shows the parts of a credential with their places, hidden as well', () => {
  const id: TestRule = {
    id: 'id',
    keywords: ['id='],
    pattern: 'id=(?<secret>[a-z]{4})',
    severity: 'low',
    isPart: true,
  };
  const both = engineOf([id, { ...key, companions: [{ rule: 'id', within: 3 }] }]);
  const [finding] = convert('id=abcd\nkey_abcdefgh id=', {}, {}, both).findings;
  expect(finding!.parts).toEqual([
    { ruleId: 'id', redacted: '********', path: 'a.txt', startLine: 1, endLine: 1, startColumn: 4, endColumn: 8 },
  ]);
});

describe('the user and host beside a secret', () => {
  const password: TestRule = { id: 'pw', keywords: ['://'], pattern: '://[\\w-]+:(?<secret>[a-z]+)@' };
  const engine = engineOf([password]);

  it('are shown, as who is to mend it has to know them', () => {
    const [finding] = convert('x://app:abcdefgh@db.test', {}, {}, engine).findings;
    const place = { path: 'a.txt', startLine: 1, endLine: 1 };
    expect(finding!.parts).toEqual([
      { name: 'user', ruleId: 'pw', redacted: 'app', ...place, startColumn: 5, endColumn: 8 },
      { name: 'host', ruleId: 'pw', redacted: 'db.test', ...place, startColumn: 18, endColumn: 25 },
    ]);
    expect(finding!.line).toBe('x://app:********@db.test');
  });

  it('are hidden where they look random: a token may stand in place of a user', () => {
    const user = fakeSecret('<<alnum:24>>');
    const [finding] = convert(`x://${user}:abcdefgh@db.test`, {}, {}, engine).findings;
    expect(finding!.parts.map(({ name, redacted }) => [name, redacted])).toEqual([
      ['user', '********'],
      ['host', 'db.test'],
    ]);
    expect(finding!.line).toBe('x://********:********@db.test');
  });

  it('do not make an old secret a new one', () => {
    const text = 'db_user = "app"\ndb_password = "key_abcdefgh"\n';
    expect(convert(text, {}, { addedLines: new Set([1]) }).findings).toEqual([]);
    expect(convert(text, {}, { addedLines: new Set([2]) }).findings.map(({ parts }) => parts.length)).toEqual([1]);
  });
});

it('shows nothing of a file that is found by its name: all of it may be the secret', () => {
  const byName = engineOf([{ id: 'name', path: '^a\\.txt$' }]);
  const [finding] = convert('abcdefgh\n', {}, {}, byName).findings;
  expect([finding!.ruleId, finding!.line, finding!.redacted]).toEqual(['name', '', '']);
});
