import { expect, it } from 'vitest';
import { createMatcher } from '../../../src/engine/regex/index.ts';

const pattern = { source: '(?<key>[a-z]+)=(?<value>\\d)?(x)?', flags: 'i', engine: 'native' } as const;

it('searches from an offset', () => {
  expect(createMatcher(pattern).search('ab=1 CD=', 3)).toEqual({
    start: 5,
    end: 8,
    groups: [[5, 8], [5, 7], undefined, undefined],
    named: { key: [5, 7] },
  });
});

it('matches at an offset only', () => {
  const matcher = createMatcher(pattern);
  expect([matcher.matchAt('ab=1', 1)?.groups, matcher.matchAt(' ab=1', 0)]).toEqual([
    [[1, 4], [1, 2], [3, 4], undefined],
    undefined,
  ]);
});

it('can be asked the same again', () => {
  const matcher = createMatcher(pattern);
  expect([matcher.test('a='), matcher.test('a='), matcher.search('a=', 0)?.end, matcher.search('a=', 0)?.end]).toEqual([
    true,
    true,
    2,
    2,
  ]);
});

it('does not compile before it is used', () => {
  const matcher = createMatcher({ source: '(', flags: '', engine: 'native' });
  expect(() => matcher.test('')).toThrow(SyntaxError);
});
