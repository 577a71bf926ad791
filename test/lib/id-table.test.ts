import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { IdTable } from '../../src/lib/id-table.ts';

function idsOf(algorithm: 'sha1' | 'sha256', count: number): string[] {
  return Array.from({ length: count }, (_, i) => createHash(algorithm).update(`${i}`).digest('hex'));
}

describe.each([
  ['sha1', 40],
  ['sha256', 64],
] as const)('ids of %s', (algorithm, length) => {
  it('numbers them in order of insertion, through every growth of the table', () => {
    const table = new IdTable(length);
    const ids = idsOf(algorithm, 20_000);
    expect(ids.map((id) => table.add(id))).toEqual(ids.map((_, i) => i));
    expect(ids.map((id) => table.add(id))).toEqual(ids.map((_, i) => i));
    expect(ids.map((id) => table.find(id))).toEqual(ids.map((_, i) => i));
    expect(ids.map((_, i) => table.idOf(i))).toEqual(ids);
    expect(table.count).toBe(20_000);
  });

  it('takes them as hex, as hex in bytes and as raw bytes alike', () => {
    const table = new IdTable(length);
    const [first, second, third, fourth] = idsOf(algorithm, 4) as [string, string, string, string];
    const hex = Buffer.from(`tree ${first}\nparent ${second}\n`);
    const raw = Buffer.concat([Buffer.from('100644 a\0'), Buffer.from(third, 'hex'), Buffer.from('100644 b\0')]);
    expect([table.addFrom(hex, 5), table.add(second), table.addRaw(raw, 9)]).toEqual([0, 1, 2]);
    expect([table.find(first), table.findFrom(hex, hex.length - length - 1), table.find(third)]).toEqual([0, 1, 2]);
    expect([table.findRaw(Buffer.from(second, 'hex'), 0), table.findRaw(Buffer.from(fourth, 'hex'), 0)]).toEqual([
      1, -1,
    ]);
    expect([0, 1, 2].map((n) => table.idOf(n))).toEqual([first, second, third]);
  });

  it('tells apart ids that differ in one digit', () => {
    const table = new IdTable(length);
    const ids = Array.from({ length }, (_, i) => `${'0'.repeat(i)}1${'0'.repeat(length - 1 - i)}`);
    expect(ids.map((id) => table.add(id))).toEqual(ids.map((_, i) => i));
    expect(table.find('0'.repeat(length))).toBe(-1);
    expect(table.add('0'.repeat(length))).toBe(length);
  });

  it.each([
    ['too short', 'a'.repeat(length - 1)],
    ['too long', 'a'.repeat(length + 1)],
    ['upper case', 'A'.repeat(length)],
    ['no hex', `${'a'.repeat(length - 1)}g`],
    ['not of one byte', `${'a'.repeat(length - 1)}\u0161`],
    ['empty', ''],
  ])('finds no id in what is %s, and adds none', (_title, text) => {
    const table = new IdTable(length);
    table.add('a'.repeat(length));
    expect(table.find(text)).toBe(-1);
    expect(() => table.add(text)).toThrow(RangeError);
    expect(table.count).toBe(1);
  });

  it('does not read beyond the bytes', () => {
    const table = new IdTable(length);
    const bytes = Buffer.alloc(length, 'a');
    expect([table.findFrom(bytes, 1), table.findFrom(bytes, -1), table.findRaw(bytes, length / 2 + 1)]).toEqual([
      -1, -1, -1,
    ]);
    expect(() => table.addFrom(bytes, 1)).toThrow(RangeError);
    expect(() => table.addRaw(bytes, length / 2 + 1)).toThrow(RangeError);
    expect(table.addFrom(bytes, 0)).toBe(0);
  });
});

it.each([-1, 1, Number.NaN])('has no id for %d, a number it did not give', (number) => {
  const table = new IdTable();
  table.add('a'.repeat(40));
  expect(() => table.idOf(number)).toThrow(RangeError);
});
