import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openDetectSecrets } from '../../../src/baseline/detect-secrets/known.ts';
import { fakeSecret } from '../../helpers/secrets.ts';

const sha1 = (value: string) => createHash('sha1').update(value).digest('hex');

interface TestRow {
  type: string;
  value: string;
  line?: number;
  isSecret?: boolean;
}

function baseline(results: Record<string, TestRow[]>, rest: object = {}): string {
  const rows = Object.entries(results).map(([filename, list]) => [
    filename,
    list.map(({ type, value, line, isSecret }) => ({
      type,
      filename,
      hashed_secret: sha1(value),
      is_verified: false,
      ...(line && { line_number: line }),
      ...(isSecret !== undefined && { is_secret: isSecret }),
    })),
  ]);
  return JSON.stringify({ version: '1.5.0', plugins_used: [], ...rest, results: Object.fromEntries(rows) }, null, 2);
}

function open(text: string, words?: Record<string, string>) {
  return openDetectSecrets({
    text,
    name: '.secrets.baseline',
    today: '2026-01-01',
    ...(words && { readWords: (file) => words[file] }),
  });
}

const ask = (path: string, line: string, secret: string, startLine = 1, lineAt?: (line: number) => string) => ({
  ruleId: 'generic-password',
  path,
  secret,
  startLine,
  lineText: () => line,
  ...(lineAt && { lineAt }),
});

const password = fakeSecret('<<password:20>>');
const line = `password = "${password}"`;

describe('openDetectSecrets', () => {
  it.each([
    [undefined, 'undecided'],
    [true, 'real'],
    [false, 'false-alarm'],
  ])('knows a finding on any line of the file; is_secret %j is %s', (isSecret, decision) => {
    const row = { type: 'Secret Keyword', value: password, line: 7, ...(isSecret !== undefined && { isSecret }) };
    const known = open(baseline({ 'src/a.py': [row] }));
    expect(known.find(ask('src/a.py', line, password, 99))).toEqual({ decision, entry: 0 });
    expect([...known.used()]).toEqual([0]);
    expect([...known.paths()]).toEqual(['src/a.py']);
  });

  it('knows nothing of another file, nor of another secret on the line', () => {
    const known = open(baseline({ 'a.py': [{ type: 'Secret Keyword', value: password, line: 1 }] }));
    const other = fakeSecret('<<password:20>>', 2);
    expect(known.find(ask('b.py', line, password))).toBeUndefined();
    expect(known.find(ask('a.py', `password = "${other}"`, other))).toBeUndefined();
    expect(known.find(ask('a.py', `${line}; x = "${other}"`, other))).toBeUndefined();
  });

  it('takes the decision of any row of the secret, a real one first', () => {
    const rows = [
      { type: 'Base64 High Entropy String', value: password, isSecret: false },
      { type: 'Secret Keyword', value: password, isSecret: true },
    ];
    expect(open(baseline({ 'a.py': rows })).find(ask('a.py', line, password))).toEqual({
      decision: 'real',
      entry: 0,
      otherEntries: [1],
    });
  });

  it.each([
    ['c.yml', 'key: V # note', (value: string) => value],
    ['c.yml', "key: 'V'", (value: string) => value],
    ['c.ini', 'key = V', (value: string) => value],
    ['c.env', 'DB_KEY=V', (value: string) => value],
    ['a.py', 'password = V', (value: string) => value.toLowerCase()],
    ['a.py', 'password = "V",', (value: string) => value.toLowerCase()],
    ['a.txt', '  AKCV', (value: string) => ` AKC${value}`],
    ['a.txt', '--password=V;', (value: string) => `${value};`],
    ['.npmrc', '//r.example.org/:_authToken=npm_V', (value: string) => `npm_${value}`],
    ['a.sh', 'curl http://bob:V@host/', (value: string) => value],
  ])('knows in %s: %s what a version of detect-secrets took', (path, template, take) => {
    const value = fakeSecret('<<base62:32>>');
    const known = open(baseline({ [path]: [{ type: 'any', value: take(value) }] }));
    expect(known.find(ask(path, template.replace('V', value), value))).toEqual({ decision: 'undecided', entry: 0 });
  });

  it('knows what is found by decoding, by the text that stands in the line', () => {
    const encoded = Buffer.from(`user:${password}`).toString('base64');
    const known = open(baseline({ 'a.py': [{ type: 'Base64 High Entropy String', value: encoded }] }));
    expect(known.find(ask('a.py', `x = "${encoded}"`, password))).toEqual({ decision: 'undecided', entry: 0 });
  });

  it('reads the paths of Windows', () => {
    const known = open(baseline({ '.\\src\\a.py': [{ type: 'Secret Keyword', value: password }] }));
    expect(known.find(ask('src/a.py', line, password))).toEqual({ decision: 'undecided', entry: 0 });
  });

  it('knows what stands in quotes on a line that is too long for the plugins', () => {
    const value = fakeSecret('<<base62:32>>');
    const long = `${'x'.repeat(20_000)}"${value}"`;
    const known = open(baseline({ 'a.js': [{ type: 'Base64 High Entropy String', value }] }));
    expect(known.find(ask('a.js', long, value))).toEqual({ decision: 'undecided', entry: 0 });
  });
});

describe('a row whose hash all tokens of a kind share', () => {
  const tokens = [1, 2].map((seed) => fakeSecret('ghp_<<base62:36>>', seed));
  const text = baseline({ 'a.env': [{ type: 'GitHub Token', value: 'ghp', line: 5 }] });

  it('is good for the secret on its line, wherever else that stands', () => {
    const known = open(text);
    expect(known.find(ask('a.env', `T=${tokens[0]}`, tokens[0]!, 5))).toEqual({ decision: 'undecided', entry: 0 });
    expect(known.find(ask('a.env', `U=${tokens[0]}`, tokens[0]!, 9))).toEqual({ decision: 'undecided', entry: 0 });
    expect(known.find(ask('a.env', `V=${tokens[1]}`, tokens[1]!, 10))).toBeUndefined();
  });

  it('is good for no other line while its own still has a token', () => {
    const known = open(text);
    const lineAt = (number: number) => (number === 5 ? `T=${tokens[0]}` : '');
    expect(known.find(ask('a.env', `V=${tokens[1]}`, tokens[1]!, 3, lineAt))).toBeUndefined();
    expect(known.find(ask('a.env', `V=${tokens[1]}`, tokens[1]!, 3))).toBeUndefined();
  });

  it('follows the token when its line has none any more, once', () => {
    const known = open(text);
    const lineAt = () => '# a comment';
    expect(known.find(ask('a.env', `T=${tokens[0]}`, tokens[0]!, 8, lineAt))).toEqual({
      decision: 'undecided',
      entry: 0,
    });
    expect(known.find(ask('a.env', `V=${tokens[1]}`, tokens[1]!, 9, lineAt))).toBeUndefined();
  });

  it('knows the first key block of a file that was written without lines', () => {
    const key = fakeSecret('<<pem:RSA PRIVATE KEY>>');
    const known = open(baseline({ id: [{ type: 'Private Key', value: 'BEGIN RSA PRIVATE KEY' }] }));
    const first = key.split('\n')[0]!;
    expect(known.find(ask('id', first, key, 12))).toEqual({ decision: 'undecided', entry: 0 });
    const other = fakeSecret('<<pem:RSA PRIVATE KEY>>', 2);
    expect(known.find(ask('id', first, other, 40))).toBeUndefined();
  });
});

describe('filters of the user', () => {
  const filter = (name: string, rest: object) => ({
    filters_used: [{ path: `detect_secrets.filters.${name}`, ...rest }],
  });

  it.each([
    [filter('regex.should_exclude_file', { pattern: ['^test/'] }), 'the file pattern "^test/"'],
    [filter('regex.should_exclude_line', { pattern: ['passw.*=', 'x'] }), 'the line pattern "passw.*="'],
    [filter('regex.should_exclude_secret', { pattern: [`${password.slice(0, 1)}?`] }), 'the secret pattern'],
    [{ version: '0.13.1', exclude: { files: 'a\\.py$', lines: null } }, 'the file pattern "a\\\\.py$"'],
    [{ version: '0.12.7', exclude_regex: 'test' }, 'the file pattern "test"'],
  ])('%j are honoured', (rest, by) => {
    const known = open(baseline({ other: [] }, rest));
    expect(known.find(ask('test/a.py', line, password))).toEqual({
      decision: 'false-alarm',
      reason: expect.stringContaining(`.secrets.baseline excludes it by ${by}`),
      entry: 0,
    });
    expect(known.notices).toEqual([]);
  });

  it('that are lists of words are honoured where they can be read', () => {
    const list = { file_name: 'words.txt', min_length: 3 };
    const text = baseline({}, filter('wordlist.should_exclude_secret', list));
    const secret = `xxExample${password}`;
    const query = ask('a.py', `k = "${secret}"`, secret);
    const known = open(text, { 'words.txt': 'no\nexample\n' });
    expect(known.find(query)).toEqual({
      decision: 'false-alarm',
      reason: '.secrets.baseline excludes it by the list of words "words.txt"',
      entry: 0,
    });
    expect(known.find(ask('a.py', line, password))).toBeUndefined();
    expect(open(text).find(query)).toBeUndefined();
    expect(open(text).notices).toEqual([
      '.secrets.baseline: the list of words "words.txt" excludes nothing: it was not read',
    ]);
  });

  it('that cannot be translated exclude nothing, and are noted', () => {
    const known = open(baseline({}, filter('regex.should_exclude_file', { pattern: ['(a'] })));
    expect(known.find(ask('(a', line, password))).toBeUndefined();
    expect(known.notices).toEqual([
      expect.stringContaining('.secrets.baseline: the file pattern "(a" excludes nothing: '),
    ]);
  });
});
