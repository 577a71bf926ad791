import { describe, expect, it } from 'vitest';
import { compilePythonPattern } from '../../../src/baseline/detect-secrets/python-pattern.ts';

const never = (problem: string) => {
  throw new Error(problem);
};

describe('compilePythonPattern', () => {
  it.each([
    ['^test/.*\\.json$', 'test/a.json', true],
    ['^test/.*\\.json$', 'src/test/a.json', false],
    ['(?i)FIXTURE', 'a fixture', true],
    ['\\Aa.*z\\Z', 'abcz', true],
    ['(?P<q>["\'])x(?P=q)', '"x"', true],
    ['(?P<q>["\'])x(?P=q)', '"x\'', false],
    ['(?<!no)secret(?!s)', 'a secret', true],
    ['(?i)(?<!no)SECRET(?!s)', 'nosecret', false],
    ['schlüssel', 'der schlüssel', true],
    ['a\\\\Zb', 'a\\Zb', true],
  ])('%s in %j: %j', (pattern, text, expected) => {
    expect(compilePythonPattern(pattern, never)(text)).toBe(expected);
  });

  it.each(['(a', '(?(1)a|b)', '(?=(a+))\\1b(a+)+$'])('refuses %s', (pattern) => {
    expect(() => compilePythonPattern(pattern, never)).toThrow(expect.objectContaining({ name: 'PatternError' }));
  });

  it('ends with what would run for ever in Python', () => {
    expect(compilePythonPattern('^(a+)+$', () => {})(`${'a'.repeat(5000)}b`)).toBe(false);
  });
});
