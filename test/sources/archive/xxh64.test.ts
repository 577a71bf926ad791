import { expect, it } from 'vitest';
import { createXxh64 } from '../../../src/sources/archive/xxh64.ts';

const mask = (1n << 64n) - 1n;
const [p1, p2, p3, p4, p5] = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
] as const;
const rotate = (word: bigint, bits: bigint) => ((word << bits) | (word >> (64n - bits))) & mask;
const round = (sum: bigint, input: bigint) => (rotate((sum + input * p2) & mask, 31n) * p1) & mask;

/** As the specification has it, with BigInt. */
function plainly(bytes: Buffer): number {
  let at = 0;
  let sum: bigint = p5;
  if (bytes.length >= 32) {
    const lanes = [(p1 + p2) & mask, p2, 0n, mask + 1n - p1];
    for (; at + 32 <= bytes.length; at += 32)
      for (const [lane, word] of lanes.entries()) lanes[lane] = round(word, bytes.readBigUInt64LE(at + lane * 8));
    const [a, b, c, d] = lanes as [bigint, bigint, bigint, bigint];
    sum = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & mask;
    for (const lane of lanes) sum = ((sum ^ round(0n, lane)) * p1 + p4) & mask;
  }
  sum = (sum + BigInt(bytes.length)) & mask;
  for (; at + 8 <= bytes.length; at += 8)
    sum = (rotate(sum ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * p1 + p4) & mask;
  if (at + 4 <= bytes.length) {
    sum = (rotate(sum ^ ((BigInt(bytes.readUInt32LE(at)) * p1) & mask), 23n) * p2 + p3) & mask;
    at += 4;
  }
  for (; at < bytes.length; at++) sum = (rotate(sum ^ ((BigInt(bytes[at]!) * p5) & mask), 11n) * p1) & mask;
  sum = ((sum ^ (sum >> 33n)) * p2) & mask;
  sum = ((sum ^ (sum >> 29n)) * p3) & mask;
  return Number((sum ^ (sum >> 32n)) & 0xffffffffn);
}

it('gives the sum that the specification gives, for any length and in any pieces', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 37 + length * 11) & 255));
    const hash = createXxh64();
    for (let at = 0; at < length; at += 1 + (length % 50)) hash.add(bytes.subarray(at, at + 1 + (length % 50)));
    expect(hash.low()).toBe(plainly(bytes));
  }
});
