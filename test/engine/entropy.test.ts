import { expect, it } from 'vitest';
import { shannonEntropy } from '../../src/engine/entropy.ts';

it.each([
  ['', 0],
  ['aaaa', 0],
  ['abab', 1],
  ['abcd', 2],
  ['0123456789abcdef', 4],
  ['aab', 0.9183],
  ['\uffff\u0000', 1],
])('of %j is %d bits a character', (text, bits) => {
  expect(shannonEntropy(text)).toBeCloseTo(bits, 4);
});

it('forgets the text before', () => {
  shannonEntropy('zzzzzzzzyyyyyyyy');
  expect(shannonEntropy('zy')).toBe(1);
});

it('counts a character that occurs more than 65,536 times', () => {
  expect(shannonEntropy(`${'a'.repeat(70_000)}${'b'.repeat(70_000)}`)).toBe(1);
});
