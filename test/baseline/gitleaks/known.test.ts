import { describe, expect, it } from 'vitest';
import { openGitleaksReport } from '../../../src/baseline/gitleaks/known.ts';
import { idsForGitleaks } from '../../../src/rules/gitleaks-ids.ts';
import { fakeSecret, githubPat, pemKey } from '../../helpers/secrets.ts';

/** As gitleaks computes it, in the precision that it writes. */
function entropyOf(text: string): number {
  const counts = [...new Set(text)].map((letter) => text.split(letter).length - 1);
  return Math.fround(-counts.reduce((sum, count) => sum + (count / text.length) * Math.log2(count / text.length), 0));
}

/** `gitleaks --redact=PERCENT`. */
function hide(secret: string, percent: number): string {
  if (percent === 0) return secret;
  return percent === 100 ? 'REDACTED' : `${secret.slice(0, Math.round(secret.length * (1 - percent / 100)))}...`;
}

function entry(secret: string, line: string, { percent = 0, file = 'a.env', ruleId = 'generic-api-key', at = 1 } = {}) {
  const shown = hide(secret, percent);
  return {
    RuleID: ruleId,
    Description: 'x',
    StartLine: at,
    EndLine: at,
    Match: line.replace(secret, () => shown),
    Secret: shown,
    File: file,
    Commit: '',
    Entropy: entropyOf(secret),
    Fingerprint: `${file}:${ruleId}:${at}`,
  };
}

function open(entries: readonly object[], roots: readonly string[] = []) {
  const text = JSON.stringify(entries, null, 1);
  return openGitleaksReport({ text, name: 'report.json', today: '2026-01-01', idsFor: idsForGitleaks, roots });
}

const ask = (secret: string, line: string, startLine = 1, lines: readonly string[] = [], ruleId = 'generic-token') => ({
  ruleId,
  path: 'a.env',
  secret,
  startLine,
  lineText: () => line,
  lineAt: (at: number) => lines[at - 1],
});

const known = { decision: 'undecided', entry: 0 };
const secrets = [1, 2].map((seed) => fakeSecret('<<base62:32>>', seed)) as [string, string];
const lineOf = (secret: string) => `API_TOKEN=${secret}`;

describe('a report that shows the secrets', () => {
  const source = () => open([entry(secrets[0], lineOf(secrets[0]))]);

  it('knows a secret on any line of its file, under any rule', () => {
    expect(source().find(ask(secrets[0], lineOf(secrets[0]), 70, [], 'another-rule'))).toEqual(known);
    expect([...source().paths()]).toEqual(['a.env']);
  });

  it('knows the same secret where a rule takes a little more or less of it', () => {
    expect(source().find(ask(`Basic ${secrets[0]}`, `x Basic ${secrets[0]}`))).toEqual(known);
  });

  it('knows no other secret on the line, and nothing of another file', () => {
    expect(source().find(ask(secrets[1], lineOf(secrets[1])))).toBeUndefined();
    expect(source().find({ ...ask(secrets[0], lineOf(secrets[0])), path: 'b/a.env' })).toBeUndefined();
  });

  it.each(['/work tree/a.env', 'C:\\src\\a.env', './a.env'])('knows the file as %s', (file) => {
    const source = open([entry(secrets[0], lineOf(secrets[0]), { file })], ['/work tree', 'C:/src/']);
    expect(source.find(ask(secrets[0], lineOf(secrets[0])))).toEqual(known);
  });

  it('knows a key of many lines', () => {
    const key = pemKey();
    const source = open([entry(key, key, { ruleId: 'private-key' })]);
    expect(source.find(ask(key, key.split('\n')[0]!, 9, [], 'private-key'))).toEqual(known);
  });

  it('knows a file by its name, by the rule', () => {
    const source = open([{ ...entry('', ''), RuleID: 'pkcs12-file', Secret: '' }]);
    expect(source.find(ask('', '', 1, [], 'pkcs12-file'))).toEqual(known);
    expect(source.find(ask('', '', 1, [], 'other-file'))).toBeUndefined();
    expect(source.find(ask(secrets[0], lineOf(secrets[0])))).toBeUndefined();
  });
});

describe.each([100, 60])('a report that hides %d per cent', (percent) => {
  const source = (options = {}) => open([entry(secrets[0], lineOf(secrets[0]), { percent, ...options })]);

  it('knows the secret on its line, and wherever else it stands then', () => {
    const open = source();
    expect(open.find(ask(secrets[0], lineOf(secrets[0])))).toEqual(known);
    expect(open.find(ask(secrets[0], `x = '${secrets[0]}'`, 5))).toEqual(known);
  });

  it('knows it after it moved, and then no other', () => {
    const open = source();
    expect(open.find(ask(secrets[0], lineOf(secrets[0]), 5, ['# a comment']))).toEqual(known);
    const other = [...secrets[0]].reverse().join('');
    expect(open.find(ask(other, lineOf(other), 6, ['# a comment']))).toBeUndefined();
  });

  it('knows no other secret, be it on the same line', () => {
    const other = `${secrets[0].slice(0, 20)}${'a'.repeat(12)}`;
    expect(source().find(ask(other, lineOf(other)))).toBeUndefined();
    expect(source({ file: 'b.env' }).find(ask(secrets[0], lineOf(secrets[0])))).toBeUndefined();
  });

  it('knows a bare token by the rule', () => {
    const token = githubPat();
    const source = open([entry(token, token, { percent, ruleId: 'github-pat' })]);
    expect(source.find(ask(token, `use ${token}`, 1, [], 'slack-bot-token'))).toBeUndefined();
    expect(source.find(ask(token, `use ${token}`, 1, [], 'github-pat'))).toEqual(known);
  });

  it('knows a key of many lines', () => {
    const key = pemKey();
    const source = open([entry(key, key, { percent, ruleId: 'private-key' })]);
    expect(source.find(ask(key, key.split('\n')[0]!, 1, [], 'private-key'))).toEqual(known);
  });
});

it('knows what keyturn itself wrote in that form', () => {
  const item = {
    ...entry(secrets[0], lineOf(secrets[0])),
    Secret: '********',
    Match: 'API_TOKEN=********',
    Entropy: Math.round(entropyOf(secrets[0]) * 100) / 100,
  };
  expect(open([item]).find(ask(secrets[0], `  ${lineOf(secrets[0])}`))).toEqual(known);
});
