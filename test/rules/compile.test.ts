import { expect, it } from 'vitest';
import { UserError } from '../../src/lib/user-error.ts';
import type { RuleSource } from '../../src/model/rule.ts';
import { compileAllow, compileRule } from '../../src/rules/compile.ts';

function rule(parts: Partial<RuleSource>): RuleSource {
  return {
    id: 'acme-token',
    provider: 'Acme',
    description: 'Acme token',
    severity: 'high',
    confidence: 'high',
    scope: 'text',
    keywords: [],
    stopWords: [],
    allow: [],
    companions: [],
    isPart: false,
    tags: [],
    references: [],
    examples: [],
    counterExamples: [],
    ...parts,
  };
}

it('compiles a whole rule', () => {
  const source = rule({
    keywords: ['ACME_'],
    pattern: '(?<![A-Z])(?<secret>acme_[a-z]{8})(?!\\w)',
    path: '(?i)\\.env$',
    entropy: 2.5,
    charset: '0-9a-z_',
    length: { min: 13, max: 13 },
    stopWords: ['Example'],
    allow: [{ line: 'test', path: '^docs/', reason: 'documentation' }],
    companions: [{ rule: 'acme-id', within: 5, required: false }],
    checksum: 'acme',
  });
  expect(compileRule(source, { dialect: 'js', trusted: true })).toEqual({
    id: 'acme-token',
    mode: 'sticky',
    engine: 'native',
    keywords: ['acme_'],
    source: '(?<![A-Z])(?<secret>acme_[a-z]{8})(?!\\w)',
    flags: '',
    head: { before: '\0@[\xff', places: ['aa', 'cc', 'mm', 'ee', '__', 'az', 'az', 'az'] },
    before: 0,
    after: 0,
    path: '\\.[Ee][Nn][Vv]$',
    pathEngine: 'native',
    entropy: 2.5,
    charset: '0-9a-z_',
    minLength: 13,
    maxLength: 13,
    allow: [
      {
        condition: 'and',
        tests: [
          { on: 'path', source: '^docs\\/', flags: '', engine: 'native' },
          { on: 'line', source: 'test', flags: '', engine: 'native' },
        ],
        reason: 'documentation',
      },
      { condition: 'or', tests: [{ on: 'word', source: 'example', flags: '', engine: 'native' }] },
    ],
    companions: [{ rule: 'acme-id', within: 5, required: false }],
    isPart: false,
    checksum: 'acme',
    severity: 'high',
    confidence: 'high',
  });
});

it.each([
  ['a keyword at the start', { keywords: ['acme_'], pattern: 'acme_\\w{8}' }, 'sticky', 0],
  ['all starts covered', { keywords: ['ak', 'as'], pattern: 'A[KS]IA\\d{4}' }, 'sticky', 0],
  ['a start without keyword', { keywords: ['akia'], pattern: '(?:AKIA|ASIA)\\d{4}' }, 'whole', 0],
  ['a keyword inside', { keywords: ['acme'], pattern: '[a-z]{0,9}acme=\\d{4}' }, 'window', 82],
  ['a keyword in a lookbehind', { keywords: ['acme'], pattern: '(?<=acme.{1,10})\\d{4}' }, 'window', 82],
  ['a keyword elsewhere', { keywords: ['acme'], pattern: '\\d{16}' }, 'whole', 0],
  ['no keyword', { pattern: 'acme_\\d{16}' }, 'whole', 0],
  ['a match that is too long', { keywords: ['acme'], pattern: '[^]{0,9000}acme' }, 'whole', 0],
  ['no bound, read once', { keywords: ['acme'], pattern: 'acme=\\d+;' }, 'sticky', 0],
  ['no bound, read again and again', { keywords: ['acme'], pattern: 'acme.*x.*y' }, 'whole', 0],
  ['a path alone', { path: '\\.p12$' }, 'path', 0],
] as const)('with %s is looked for in the right way', (_, parts, mode, margin) => {
  const compiled = compileRule(rule(parts), { dialect: 'js' });
  expect([compiled.mode, compiled.before, compiled.after]).toEqual([mode, margin, margin]);
});

it('anchors the pattern of an assignment', () => {
  const compiled = compileRule(rule({ scope: 'assignment', keywords: ['acmekey'], pattern: '[0-9a-f]{8}|none' }), {
    dialect: 'js',
  });
  expect([compiled.mode, compiled.source]).toEqual(['assignment', '^(?:[\\da-f]{8}|none)$']);
});

it('needs no pattern for the generic detector', () => {
  const compiled = compileRule(rule({ scope: 'generic', keywords: ['password'] }), { dialect: 'js' });
  expect([compiled.mode, compiled.source]).toEqual(['generic', '']);
});

it('knows which group of a Go pattern holds the secret', () => {
  const compile = (pattern: string, secretGroup?: number) =>
    compileRule(rule({ pattern }), { dialect: 'go', ...(secretGroup !== undefined && { secretGroup }) }).secretGroup;
  expect([compile('a(b)(c)', 2), compile('a(b)(c)'), compile('abc')]).toEqual([2, 0, undefined]);
});

it.each([
  [{ pattern: 'a**' }, 'rule "acme-token": pattern: nothing to repeat at offset 2: "a**"'],
  [{ pattern: 'a', path: '[z-a]' }, 'rule "acme-token": path: a range that runs backwards at offset 1: "[z-a]"'],
  [
    { pattern: '(?=(a+)+b)a' },
    'rule "acme-token": pattern: with lookaround or a backreference, the pattern can backtrack without bound at offset 0: "(?=(a+)+b)a"',
  ],
  [
    { pattern: 'a', allow: [{ secret: 'x' }, { line: '(' }] },
    'rule "acme-token": allow[1]: line: a ( without its ) at offset 0: "("',
  ],
  [{ pattern: 'a', charset: 'a]|[b' }, 'rule "acme-token": charset: not the inside of one class: "a]|[b"'],
  [{ pattern: 'a', charset: 'é' }, 'rule "acme-token": charset: not the inside of one class: "é"'],
  [{}, 'rule "acme-token": pattern: missing; a rule of scope "text" needs one'],
  [{ scope: 'assignment', path: 'x' }, 'rule "acme-token": pattern: missing; a rule of scope "assignment" needs one'],
] as const)('says what is wrong with %j', (parts, message) => {
  expect(() => compileRule(rule(parts as Partial<RuleSource>), { dialect: 'js' })).toThrow(
    new UserError('invalid-rule', message),
  );
});

it('refuses a secret group that the pattern does not have', () => {
  const message = 'rule "acme-token": secretGroup: the pattern has 1 groups, not group 2';
  expect(() => compileRule(rule({ pattern: '(a)' }), { dialect: 'go', secretGroup: 2 })).toThrow(message);
});

it('compiles an allowlist with every kind of test', () => {
  const allow = compileAllow(
    {
      commit: ['ABC123'],
      path: ['\\.md$'],
      match: ['(?i)x'],
      word: ['DEMO'],
      targetRules: ['a'],
      origin: '.gitleaks.toml',
    },
    { dialect: 'go', where: 'allowlists[0]' },
  );
  expect(allow).toEqual({
    condition: 'or',
    tests: [
      { on: 'commit', source: 'abc123', flags: '', engine: 'native' },
      { on: 'path', source: '\\.md$', flags: '', engine: 'native' },
      { on: 'match', source: 'x', flags: 'i', engine: 'native' },
      { on: 'word', source: 'demo', flags: '', engine: 'native' },
    ],
    targetRules: ['a'],
    origin: '.gitleaks.toml',
    place: 'allowlists[0]',
  });
});
