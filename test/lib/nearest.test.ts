import { expect, it } from 'vitest';
import { nearest } from '../../src/lib/nearest.ts';

it.each([
  ['exlude', 'exclude'],
  ['keyword', 'keywords'],
  ['MINSEVERITY', 'minSeverity'],
  ['ecxlude', 'exclude'],
  ['zzz', undefined],
  ['', undefined],
])('finds for %j the nearest key %j', (word, expected) => {
  expect(nearest(word, ['include', 'exclude', 'keywords', 'minSeverity'])).toBe(expected);
});
