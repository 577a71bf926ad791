import { expect, it } from 'vitest';
import type { PatternMatch } from '../../../src/engine/regex/index.ts';
import { compilePattern, createMatcher, everyMatchHolds, PatternError } from '../../../src/engine/regex/index.ts';
import { goFacts } from './go-facts.ts';

function offsets(match: PatternMatch | undefined): number[] | null {
  return match ? match.groups.flatMap((group) => group ?? [-1, -1]) : null;
}

it.each(goFacts)('reads %j on %j as Go does', (pattern, text, expected) => {
  if (expected === 'error') {
    expect(() => compilePattern(pattern, { dialect: 'go' })).toThrow(PatternError);
    return;
  }
  const matcher = createMatcher(compilePattern(pattern, { dialect: 'go' }));
  expect(offsets(matcher.search(Buffer.from(text).toString('latin1'), 0))).toEqual(expected);
});

const scriptPatterns: [string, string[]][] = [
  ['(?<n>a+)b', ['aab', 'b']],
  ['(a*)*', ['b', 'aab']],
  ['(?:(a)|b)*', ['ab', 'ba']],
  ['^b$', ['b', 'a\nb']],
  ['a\\b.', ['a-', 'ab']],
  ['(?<![a-z])k(?=\\d)', ['k1', 'ak1', ' k2']],
  ['(?<=x|^)a(?!b|$)', ['a', 'ac', 'xac', 'yac']],
  ['(?<=ab{1,2})c(?!de)', ['abbc', 'abbcde']],
  ['(["\'])(a+)\\1', ['"aa"', '"aa\'']],
  ['(?<q>["\'])a\\k<q>', ["'a'"]],
  ['[]|[^]', ['a']],
  ['[\\b\\-\\]^]+', ['^-]\b']],
  ['[\\w-z]+', ['a-z']],
  ['\\x41\\u0042\\cJ\\0', ['AB\n\0']],
  ['a{,2}b{', ['a{,2}b{']],
  ['a{2,3}?|b{2,}', ['aaa', 'bbb']],
  ['[^a\\d]+', ['a1xyz']],
  ['\\/\\-\\_\\"', ['/-_"']],
  ['(a)|(b)', ['b']],
];

it.each(scriptPatterns.flatMap(([pattern, texts]) => texts.map((text) => [pattern, text] as const)))(
  'runs %j on %j as the platform does',
  (pattern, text) => {
    const expected = new RegExp(pattern, 'd').exec(text)?.indices;
    const matcher = createMatcher(compilePattern(pattern, { dialect: 'js' }));
    expect(offsets(matcher.search(text, 0))).toEqual(
      expected ? [...expected].flatMap((span) => span ?? [-1, -1]) : null,
    );
  },
);

it.each([
  ['(?i)abc', 'abc', 'i'],
  ['a(?i)b', 'a[Bb]', ''],
  ['(?i:ab)c', '[Aa][Bb]c', ''],
  ['(?i)[a-f0-9]{32}', '[\\da-f]{32}', 'i'],
  ['(?i)\\w+=', '\\w+=', ''],
  ['é', '\\xc3\\xa9', ''],
  ['[éa]', 'a|\\xc3\\xa9', ''],
  ['(?i)aé', '[Aa]\\xc3\\xa9', ''],
  ['[^a]', '[^a]', ''],
  ['(?m)^a$', '(?<![^\\n\\r])a(?![^\\n\\r])', ''],
  ['(?s).', '[^]', ''],
  ['\\s', '[\\t-\\r ]', ''],
  ['(?:a|b)', '[ab]', ''],
  ['(?:a|bc){2,}?', '(?:a|bc){2,}?', ''],
  ['(?<![a-z])a(?=[;]|$)', '(?<![a-z])a(?![^;])', ''],
])('prints %j over bytes', (pattern, source, flags) => {
  const compiled = compilePattern(pattern, { dialect: 'js' });
  expect({ source: compiled.source, flags: compiled.flags }).toEqual({ source, flags });
});

it('spells both cases out where flags are not wanted', () => {
  const { source, flags } = compilePattern('(?i)\\.npmrc$', { dialect: 'go', withoutFlags: true });
  expect([source, flags]).toEqual(['\\.[Nn][Pp][Mm][Rr][Cc]$', '']);
});

it('anchors a pattern as a whole', () => {
  const { source } = compilePattern('a|bc', { dialect: 'js', anchored: true });
  expect(source).toBe('^(?:a|bc)$');
});

it('does not fold bytes above ASCII', () => {
  const matcher = createMatcher(compilePattern('(?i)ké', { dialect: 'js' }));
  const find = (text: string) => matcher.test(Buffer.from(text).toString('latin1'));
  expect([find('Ké'), find('KÉ'), matcher.test('k\xe3\xa9')]).toEqual([true, false, false]);
});

it.each([
  ['ghp_[a-z]{36}', 40, 40, ['ghp_']],
  ['(?<![a-z])[sr]k_(?:live|test)_\\w{4,8}', 12, 16, ['rk_live_', 'rk_test_', 'sk_live_', 'sk_test_']],
  ['(?i)AKIA|a3t[A-Z0-9]', 4, 4, ['a3t', 'akia']],
  ['(?:x-)?key', 3, 5, ['key', 'x-key']],
  ['a+b', 2, Number.POSITIVE_INFINITY, ['a']],
  ['[a-z]{2}', 2, 2, null],
  ['a?', 0, 1, null],
  ['(?=abc)abc{2}$', 4, 4, ['abcc']],
  ['é', 2, 2, ['\xc3\xa9']],
  ['(a{2})b\\1', 3, 5, ['aab']],
  ['(?:ab){40}', 80, 80, ['ab'.repeat(16)]],
])('measures %j', (pattern, minLength, maxLength, prefixes) => {
  expect(compilePattern(pattern, { dialect: 'js' })).toMatchObject({ minLength, maxLength, prefixes });
});

it('measures how far lookaround sees', () => {
  const { reach } = compilePattern('(?<=key.{0,20})\\b[a-f]{8}(?!x{3})', { dialect: 'js' });
  expect(reach).toEqual({ before: 23, after: 3 });
});

it('lists groups', () => {
  const { groupCount, groupNames } = compilePattern('(?P<a>x)(y)(?<b>z)', { dialect: 'go' });
  expect({ groupCount, groupNames }).toEqual({ groupCount: 3, groupNames: ['a', 'b'] });
});

it.each([
  ['js', 'a ( without its ) at offset 1', 'a(b'],
  ['js', 'a ) without its ( at offset 1', 'a)'],
  ['js', 'a class without its ] at offset 0', '[a'],
  ['js', 'nothing to repeat at offset 2', 'a**'],
  ['js', 'nothing to repeat at offset 1', '^*'],
  ['js', 'a count that runs backwards at offset 1', 'a{3,2}'],
  ['js', 'a count above 65535 at offset 1', 'a{70000}'],
  ['go', 'a count above 1000 at offset 1', 'a{1001}'],
  ['js', 'a range that runs backwards at offset 1', '[z-a]'],
  ['js', 'unknown escape \\A at offset 0', '\\A'],
  ['js', 'no group 2 to refer to at offset 3', '(a)\\2'],
  ['js', 'no group x to refer to at offset 0', '\\k<x>'],
  ['js', 'two groups named a at offset 7', '(?<a>x)(?<a>y)'],
  ['js', 'unknown property \\p{Nope} at offset 0', '\\p{Nope}'],
  ['js', 'unknown flag x at offset 0', '(?x)a'],
  ['go', 'lookaround is not Go syntax at offset 0', '(?=a)'],
  ['go', '\\C (a single byte) is not supported at offset 0', '\\C'],
  ['go', 'unknown class [:nope:] at offset 1', '[[:nope:]]'],
  ['js', 'a backslash at the end at offset 1', 'a\\'],
  ['js', 'nested deeper than 250 at offset 750', '(?:'.repeat(300)],
  ['js', 'more than 100 capture groups at offset 200', '()'.repeat(101)],
  ['js', 'longer than 65536 characters at offset 65536', 'a'.repeat(65_537)],
  ['go', 'the pattern is too large: more than 20000 instructions at offset 0', '(?:a{1000}){1000}'],
  ['js', 'a backreference without regard to case needs the whole pattern to be so at offset 0', '(?i)(a)\\1é'],
] as const)('says in %s: %s', (dialect, message, pattern) => {
  expect(() => compilePattern(pattern, { dialect })).toThrow(
    new PatternError(message.replace(/ at offset \d+$/, ''), Number(/\d+$/.exec(message)![0])),
  );
});

it.each([
  ['(?i)api[_-]?key', ['api'], true],
  ['[a-z]{3}token', ['token'], true],
  ['[a-z]{3}(?:token|key)', ['token'], false],
  ['[a-z]{3}(?:token|key)', ['token', 'key'], true],
  ['(?<=heroku.{0,20})[0-9a-f]{8}', ['heroku'], true],
  ['(?<!heroku)[0-9a-f]{8}', ['heroku'], false],
  ['(?:token)?[a-z]{4}', ['token'], false],
  ['(?:[a-z]token){2,}', ['token'], true],
])('tells whether every match of %j holds one of %j', (pattern, words, expected) => {
  expect(everyMatchHolds(compilePattern(pattern, { dialect: 'js' }), words)).toBe(expected);
});
