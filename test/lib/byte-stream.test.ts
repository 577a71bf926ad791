import { expect, it } from 'vitest';
import { ByteReader, ByteWriter } from '../../src/lib/byte-stream.ts';

const numbers = [0, 1, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER];

it('gives back what was written', () => {
  const writer = new ByteWriter();
  for (const number of numbers) writer.number(number);
  writer.byte(255);
  writer.raw(Buffer.from('x'.repeat(10_000)));
  const reader = new ByteReader(writer.bytes());
  expect(numbers.map(() => reader.number())).toEqual(numbers);
  expect(reader.byte()).toBe(255);
  expect(reader.raw(10_000).toString()).toBe('x'.repeat(10_000));
  expect(reader.left).toBe(0);
});

it.each([
  ['nothing', [], (reader: ByteReader) => reader.byte()],
  ['a number that goes on', [0x80], (reader: ByteReader) => reader.number()],
  ['a number without an end', Array(12).fill(0x80), (reader: ByteReader) => reader.number()],
  ['a number beyond what is exact', Array(8).fill(0xff), (reader: ByteReader) => reader.number()],
  ['bytes that are not there', [1, 2], (reader: ByteReader) => reader.raw(3)],
])('refuses %s', (_title, bytes, read) => {
  expect(() => read(new ByteReader(Buffer.from(bytes)))).toThrow(RangeError);
});
