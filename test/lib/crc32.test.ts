import { expect, it } from 'vitest';
import { crc32 } from '../../src/lib/crc32.ts';

it.each([
  ['', 0],
  ['123456789', 0xcbf43926],
  ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ['\xff\xff\xff\xff', 0xffffffff],
])('gives the published CRC-32 of %j', (text, sum) => {
  expect(crc32(text)).toBe(sum);
});
