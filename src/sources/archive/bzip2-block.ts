import type { BitReader } from './bzip2-bits.ts';

const longestCode = 20;
const groupSize = 50;
const chunkSize = 64 << 10;

/** A block as it was before the last step, which gives it bit by bit: a block of zeros makes 46 MB of 40 bytes. */
export interface Block {
  /** The content in chunks; returns its checksum. */
  unpack(): Generator<Buffer, number>;
}

/** A Huffman code: for each length the highest code of it, and where its symbols begin. */
interface Table {
  shortest: number;
  limits: Int32Array;
  offsets: Int32Array;
  symbols: Uint16Array;
}

/**
 * Reads a block that follows its mark and checksum, as bzip2 1.0 writes it (Julian Seward; the format is described at
 * https://github.com/dsnet/compress/blob/master/doc/bzip2-format.pdf). Throws RangeError where it is wrong.
 */
export function readBlock(bits: BitReader, blockSize: number): Block {
  if (bits.read(1) === 1) throw new RangeError('it is of a kind that bzip2 has not written since 1997');
  const origin = bits.read(24);
  const used = readUsed(bits);
  const { tables, selectors } = readTables(bits, used.length + 2);
  const links = new Uint32Array(blockSize);
  const length = readSymbols(bits, used, tables, selectors, links);
  if (origin >= length) throw new RangeError('a block begins outside of itself');
  linkUp(links, length);
  return { unpack: () => undoRuns(links, length, origin) };
}

/** The bytes that occur. */
function readUsed(bits: BitReader): number[] {
  const ranges = bits.read(16);
  const used: number[] = [];
  for (let high = 0; high < 16; high++) {
    if ((ranges & (0x8000 >> high)) === 0) continue;
    const map = bits.read(16);
    for (let low = 0; low < 16; low++) if (map & (0x8000 >> low)) used.push(high * 16 + low);
  }
  if (used.length === 0) throw new RangeError('a block has no symbols');
  return used;
}

function readTables(bits: BitReader, symbolCount: number): { tables: Table[]; selectors: Uint8Array } {
  const tableCount = bits.read(3);
  const selectorCount = bits.read(15);
  if (tableCount < 2 || tableCount > 6 || selectorCount === 0) throw new RangeError('a block has no valid tables');
  const order = Array.from({ length: tableCount }, (_, index) => index);
  const selectors = Uint8Array.from({ length: selectorCount }, () => {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= tableCount) throw new RangeError('a block selects no table');
    const [table] = order.splice(place, 1);
    order.unshift(table!);
    return table!;
  });
  return { tables: Array.from({ length: tableCount }, () => readTable(bits, symbolCount)), selectors };
}

function readTable(bits: BitReader, symbolCount: number): Table {
  const lengths = new Uint8Array(symbolCount);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > longestCode) throw new RangeError('a block has a code that is too long');
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  const symbols = new Uint16Array(symbolCount);
  const limits = new Int32Array(longestCode + 1).fill(-1);
  const offsets = new Int32Array(longestCode + 1);
  let shortest = longestCode;
  for (let each = 1, code = 0, at = 0; each <= longestCode; each++, code <<= 1) {
    offsets[each] = at - code;
    for (let symbol = 0; symbol < symbolCount; symbol++) {
      if (lengths[symbol] !== each) continue;
      symbols[at++] = symbol;
      limits[each] = code++;
      shortest = Math.min(shortest, each);
    }
  }
  return { shortest, limits, offsets, symbols };
}

/** Undoes Huffman's codes, the runs of zeros and the moves to the front; gives the number of bytes. */
function readSymbols(
  bits: BitReader,
  used: readonly number[],
  tables: readonly Table[],
  selectors: Uint8Array,
  target: Uint32Array,
): number {
  const recent = Uint8Array.from(used);
  const end = used.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let group = 0; ; group++) {
    const table = tables[selectors[group] ?? tables.length];
    if (table === undefined) throw new RangeError('a block is longer than it says');
    for (let count = 0; count < groupSize; count++) {
      const symbol = readSymbol(bits, table);
      if (symbol <= 1) {
        run += weight << symbol;
        weight *= 2;
        if (run > target.length) throw new RangeError('a block is too long');
        continue;
      }
      if (run > 0) {
        if (length + run > target.length) throw new RangeError('a block is too long');
        target.fill(recent[0]!, length, length + run);
        length += run;
        run = 0;
        weight = 1;
      }
      if (symbol === end) return length;
      if (length >= target.length) throw new RangeError('a block is too long');
      const byte = recent[symbol - 1]!;
      recent.copyWithin(1, 0, symbol - 1);
      recent[0] = byte;
      target[length++] = byte;
    }
  }
}

function readSymbol(bits: BitReader, { shortest, limits, offsets, symbols }: Table): number {
  let code = bits.read(shortest);
  for (let length = shortest; length <= longestCode; length++) {
    if (code <= limits[length]!) {
      const symbol = symbols[code + offsets[length]!];
      if (symbol !== undefined) return symbol;
    }
    code = (code << 1) | bits.read(1);
  }
  throw new RangeError('a block has a code that stands for nothing');
}

/** Undoes the sorting (Burrows and Wheeler): in its upper 24 bits each byte gets the place of the one after it. */
function linkUp(links: Uint32Array, length: number): void {
  const next = new Uint32Array(256);
  for (let at = 0; at < length; at++) next[links[at]! & 255]!++;
  for (let byte = 0, sum = 0; byte < 256; byte++) {
    const count = next[byte]!;
    next[byte] = sum;
    sum += count;
  }
  for (let at = 0; at < length; at++) {
    const byte = links[at]! & 255;
    const place = next[byte]!++;
    links[place] = (links[place]! | (at << 8)) >>> 0;
  }
}

/** Four equal bytes are followed by how many more there are. */
function* undoRuns(links: Uint32Array, length: number, origin: number): Generator<Buffer, number> {
  let chunk = Buffer.allocUnsafe(chunkSize);
  let filled = 0;
  let sum = 0xffffffff;
  let last = -1;
  let repeated = 0;
  const table = crcTable();
  for (let left = length, link = links[origin]! >>> 8; left > 0; left--) {
    const entry = links[link]!;
    link = entry >>> 8;
    let byte = entry & 255;
    let count = 1;
    if (repeated === 4) {
      count = byte;
      byte = last;
      repeated = 0;
    } else {
      repeated = byte === last ? repeated + 1 : 1;
      last = byte;
    }
    for (; count > 0; count--) {
      sum = (sum << 8) ^ table[(sum >>> 24) ^ byte]!;
      chunk[filled++] = byte;
      if (filled === chunkSize) {
        yield chunk;
        chunk = Buffer.allocUnsafe(chunkSize);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
  return ~sum >>> 0;
}

let crcs: Int32Array | undefined;

/** CRC-32 with the highest bit first, unlike that of zip. */
function crcTable(): Int32Array {
  crcs ??= Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    return crc;
  });
  return crcs;
}
