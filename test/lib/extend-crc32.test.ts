import { expect, it } from 'vitest';
import { extendCrc32, extendSlowly } from '../../src/lib/extend-crc32.ts';

it.each([extendCrc32, extendSlowly])('gives the sum of the specification, in one piece or several', (extend) => {
  expect(extend(0, Buffer.from('123456789'))).toBe(0xcbf43926);
  expect(extend(extend(0, Buffer.from('1234')), Buffer.from('56789'))).toBe(0xcbf43926);
  expect(extend(0, Buffer.alloc(0))).toBe(0);
});
