/** A set of bytes 0-255 and of `EDGE`, the place before the first byte or after the last; never changed once made. */
export type ByteSet = Readonly<Uint32Array>;

/** The member that stands for "no byte there": the edge of the text. */
export const EDGE = 256;

const words = 9;

/** The set of the bytes in the given ranges, both ends included. */
export function byteRanges(ranges: Iterable<readonly [number, number]>): ByteSet {
  const set = new Uint32Array(words);
  for (const [low, high] of ranges) {
    for (let byte = low; byte <= high; byte++) set[byte >> 5]! |= 1 << (byte & 31);
  }
  return set;
}

export function singleByte(byte: number): ByteSet {
  return byteRanges([[byte, byte]]);
}

/** Every byte, and the edge where asked for. */
export function allBytes(withEdge = false): ByteSet {
  return byteRanges([[0, withEdge ? EDGE : 255]]);
}

export function hasByte(set: ByteSet, byte: number): boolean {
  return ((set[byte >> 5]! >>> (byte & 31)) & 1) === 1;
}

export function unite(left: ByteSet, right: ByteSet): ByteSet {
  return left.map((word, index) => word | right[index]!);
}

export function intersect(left: ByteSet, right: ByteSet): ByteSet {
  return left.map((word, index) => word & right[index]!);
}

/** What is not in the set, the edge among it. */
export function invert(set: ByteSet): ByteSet {
  return set.map((word, index) => (index === words - 1 ? ~word & 1 : ~word));
}

export function overlaps(left: ByteSet, right: ByteSet): boolean {
  for (let index = 0; index < words; index++) if ((left[index]! & right[index]!) !== 0) return true;
  return false;
}

export function isEmptySet(set: ByteSet): boolean {
  return set.every((word) => word === 0);
}

export function isSubset(inner: ByteSet, outer: ByteSet): boolean {
  return inner.every((word, index) => (word & ~outer[index]!) === 0);
}

/** The members in order, `EDGE` last. */
export function members(set: ByteSet): number[] {
  const result: number[] = [];
  for (let byte = 0; byte <= EDGE; byte++) if (hasByte(set, byte)) result.push(byte);
  return result;
}

/** The bytes (not the edge) as ranges in order, both ends included. */
export function toRanges(set: ByteSet): [number, number][] {
  const ranges: [number, number][] = [];
  for (const byte of members(set)) {
    const last = ranges.at(-1);
    if (byte === EDGE) break;
    if (last && last[1] === byte - 1) last[1] = byte;
    else ranges.push([byte, byte]);
  }
  return ranges;
}

/** A table with a 1 at each byte of the set, for the hot loop. */
export function toTable(set: ByteSet): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) if (hasByte(set, byte)) table[byte] = 1;
  return table;
}
