import { expect, it } from 'vitest';
import { toBase62 } from '../../src/lib/base62.ts';

it.each([
  [0, 6, '000000'],
  [61, 1, 'z'],
  [62, 2, '10'],
  [0xffffffff, 6, '4gfFC3'],
])('writes %i in %i digits', (value, width, text) => {
  expect(toBase62(value, width)).toBe(text);
});
