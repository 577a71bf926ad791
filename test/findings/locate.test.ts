import { describe, expect, it } from 'vitest';
import { createByteColumns, createLocator } from '../../src/findings/locate.ts';

const texts = {
  'many lines': 'some words\n'.repeat(8_000),
  'one long line': `${'x'.repeat(100_000)}\nend`,
  'characters of several bytes': `a${'\u00e9\u20ac\u{1f511}'.repeat(9_000)}\nb${'\u20ac'.repeat(20_000)}`,
};

/** Offsets here and there, back and forth, at the start of a character. */
function offsetsIn(bytes: Buffer): number[] {
  const anywhere = Array.from({ length: 300 }, (_, i) => (i * 48_271 * 7_919) % (bytes.length + 1));
  const starts = anywhere.filter((offset) => offset === bytes.length || (bytes[offset]! & 0xc0) !== 0x80);
  return [...starts, 0, bytes.length];
}

describe.each(Object.entries(texts))('in %s', (_, text) => {
  const bytes = Buffer.from(text);
  const until = (offset: number) => bytes.subarray(0, offset);

  it('an offset has its line and column, in whatever order it is asked for', () => {
    const locate = createLocator(bytes, 11, 5);
    const counted = offsetsIn(bytes).map((offset) => {
      const lines = until(offset).toString().split('\n');
      return { line: 10 + lines.length, column: lines.at(-1)!.length + (lines.length === 1 ? 5 : 1) };
    });
    expect(offsetsIn(bytes).map(locate)).toEqual(counted);
  });

  it('an offset has its column in bytes', () => {
    const column = createByteColumns(bytes);
    const counted = offsetsIn(bytes).map((offset) => offset - until(offset).lastIndexOf(10));
    expect(offsetsIn(bytes).map(column)).toEqual(counted);
  });
});
