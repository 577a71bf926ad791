import { expect, it } from 'vitest';
import { compilePattern, createMatcher, PatternError, PatternTooSlow } from '../../../src/engine/regex/index.ts';

const quotedGeneric =
  '(?i)[\\w.-]{0,50}?(?:vendor)(?:[ \\t\\w.-]{0,20})[\\s\'"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60\'"\\s=]{0,5}([a-z0-9_-]{32})(?:[\\x60\'"\\s;]|\\\\[nr]|$)';

it.each([
  quotedGeneric,
  '\\b(?:A[KS]IA)[A-Z2-7]{16}\\b',
  'key\\s*=\\s*"[a-z]+"',
  '"(?:id|name)"\\s*:\\s*"([^"]{1,200})"',
  '(?:[0-9a-f]{2}:){5}[0-9a-f]{2}',
  'a{1,9}b{1,9}c',
  'foo(?:bar)?(?:baz|qux){0,4}',
  '^[ \\t]*password',
])('lets the platform run %j', (pattern) => {
  expect(compilePattern(pattern, { dialect: 'go' }).engine).toBe('native');
});

const explosive: [string, string][] = [
  ['(a+)+$', 'a'],
  ['(a|aa)+$', 'a'],
  ['(.*a){20}', 'a'],
  ['^(\\w+\\s?)*$', 'a'],
  ['(x+x+)+y', 'x'],
  ['(a?){500}a{500}b', 'a'],
  ['.*.*x', 'a'],
  ['(a|a)*b', 'a'],
  ['\\s*x', ' '],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'],
  ['(?:a{1,9}){1,9}b', 'a'],
  ['(?:a|b|ab|ba)*c', 'ab'],
  ['-----BEGIN[\\s\\S]{64,}?END-----', '-----BEGIN -'],
];

it.each(explosive)('keeps %j from the platform and ends on hostile text', (pattern, unit) => {
  const compiled = compilePattern(pattern, { dialect: 'js' });
  expect(compiled.engine).toBe('linear');
  const matcher = createMatcher(compiled, { maxSteps: 2e6 });
  const text = `${unit.repeat(10e6 / unit.length)}!`;
  expect(() => {
    expect(matcher.search(text, 0)).toBeUndefined();
    throw new PatternTooSlow(2e6);
  }).toThrow(PatternTooSlow);
});

it('goes through a long hostile text to its end when given the steps', () => {
  const matcher = createMatcher(compilePattern('(a+)+$', { dialect: 'js' }));
  expect(matcher.search(`${'a'.repeat(300_000)}!`, 0)).toBeUndefined();
});

it.each(['(?=(a+)+b)a', '(\\w)\\1*(a+)+b', '(?<=a*)b', '(?=.*x)[a-z]{4}'])(
  'refuses %j, which only the platform could run',
  (pattern) => {
    const refusal = 'with lookaround or a backreference, the pattern can backtrack without bound';
    expect(() => compilePattern(pattern, { dialect: 'js' })).toThrow(new PatternError(refusal, 0));
  },
);

it('takes our own packs at their word', () => {
  expect(compilePattern('(?=.*x)[a-z]{4}', { dialect: 'js', trusted: true }).engine).toBe('native');
});
