import { damaged } from './archive-error.ts';
import type { RandomAccess } from './cursor.ts';

/** An entry of a zip's central directory. */
export interface ZipRecord {
  name: Buffer;
  isUtf8: boolean;
  isEncrypted: boolean;
  /** Its sizes stand behind the content, not before it. */
  hasDescriptor: boolean;
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** Where its local head lies. */
  offset: number;
  /** Its file type and permissions, if it was packed on Unix. */
  mode: number;
}

/** Where the central directory lies; positions that the zip states are `shift` bytes further back. */
export interface Directory {
  start: number;
  end: number;
  /** Where what ends the directory ends, its comment included. */
  close: number;
  shift: number;
  count: number;
}

const endMark = Buffer.from('PK\x05\x06', 'latin1');
const endLength = 22;
const longestComment = 65_535;
const recordLength = 46;
const inZip64 = 0xffffffff;

/** Finds the directory from the end (APPNOTE.TXT 4.3.16), whatever stands before the zip or behind it. */
export function findDirectory(access: RandomAccess): Directory | undefined {
  const from = Math.max(0, access.size - endLength - longestComment);
  const tail = Buffer.from(access.read(from, access.size - from));
  for (let at = tail.lastIndexOf(endMark); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(endMark, at - 1)) {
    const found = at + endLength <= tail.length ? readEnd(access, tail.subarray(at), from + at) : undefined;
    if (found) return found;
  }
  return undefined;
}

function readEnd(access: RandomAccess, record: Buffer, at: number): Directory | undefined {
  const zip64 = readZip64End(access, at);
  const count = zip64?.count ?? record.readUInt16LE(10);
  const size = zip64?.size ?? record.readUInt32LE(12);
  const offset = zip64?.offset ?? record.readUInt32LE(16);
  const end = zip64?.at ?? at;
  const shift = end - size - offset;
  // Something stood before the zip when it was made, or its numbers are no numbers of a zip.
  if (size > end || !Number.isSafeInteger(offset) || shift < 0) return undefined;
  const close = Math.min(access.size, at + endLength + record.readUInt16LE(20));
  return { start: end - size, end, close, shift, count };
}

function readZip64End(access: RandomAccess, end: number) {
  if (end < 20) return undefined;
  const locator = Buffer.from(access.read(end - 20, 20));
  if (locator.length < 20 || locator.toString('latin1', 0, 4) !== 'PK\x06\x07') return undefined;
  const stated = Number(locator.readBigUInt64LE(8));
  // Where something was put before the zip, it lies right before its locator.
  for (const at of [stated, end - 20 - 56]) {
    const record = at >= 0 && at + 56 <= access.size ? Buffer.from(access.read(at, 56)) : undefined;
    if (record?.toString('latin1', 0, 4) !== 'PK\x06\x06') continue;
    const number = (place: number) => Number(record.readBigUInt64LE(place));
    return { at, count: number(32), size: number(40), offset: number(48) };
  }
  return undefined;
}

/** The records of a directory. Throws `ArchiveError` where one is none, or where they are not as many as stated. */
export function* readDirectory(access: RandomAccess, directory: Directory, path: string): Generator<ZipRecord> {
  let count = 0;
  for (let at = directory.start; at < directory.end; count++) {
    const head = Buffer.from(access.read(at, Math.min(recordLength, directory.end - at)));
    // A signature of the whole directory may follow.
    if (head.toString('latin1', 0, 4) === 'PK\x05\x05') break;
    if (head.length < recordLength || head.toString('latin1', 0, 4) !== 'PK\x01\x02') {
      throw damaged(path, `its directory has no entry at byte ${at}`);
    }
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => head.readUInt16LE(place)) as Lengths;
    const rest = Buffer.from(access.read(at + recordLength, nameLength + extraLength));
    at += recordLength + nameLength + extraLength + commentLength;
    if (at > directory.end) throw damaged(path, 'the last entry of its directory is cut off');
    yield toRecord(head, rest.subarray(0, nameLength), rest.subarray(nameLength));
  }
  if (count % 65_536 !== directory.count % 65_536) {
    throw damaged(path, `its directory has ${count} entries instead of ${directory.count}`);
  }
}

type Lengths = [number, number, number];

function toRecord(head: Buffer, name: Buffer, extra: Buffer): ZipRecord {
  const flags = head.readUInt16LE(8);
  const [packed, size, offset] = widen(extra, [
    head.readUInt32LE(20),
    head.readUInt32LE(24),
    head.readUInt32LE(42),
  ] as const);
  return {
    name: Buffer.from(name),
    isUtf8: (flags & 0x800) !== 0,
    isEncrypted: (flags & 1) !== 0,
    hasDescriptor: (flags & 8) !== 0,
    method: head.readUInt16LE(10),
    crc: head.readUInt32LE(16),
    packed,
    size,
    offset,
    mode: head[5] === 3 ? head.readUInt16LE(40) : 0,
  };
}

/** Replaces numbers that are too large for their place by those in the extra field of zip64 (4.5.3). */
function widen(extra: Buffer, [packed, size, offset]: readonly [number, number, number]): Lengths {
  const wide = findExtra(extra, 1);
  let at = 0;
  const pick = (number: number): number => {
    if (number !== inZip64 || wide === undefined || at + 8 > wide.length) return number;
    at += 8;
    return Number(wide.readBigUInt64LE(at - 8));
  };
  // In this order: the unpacked size comes first.
  const unpacked = pick(size);
  const inPack = pick(packed);
  return [inPack, unpacked, pick(offset)];
}

function findExtra(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}

/** Of a local head, without its name. */
export const localLength = 30;

/** A local head: where the content begins, and what it says of it; undefined where there is none. */
export function readLocal(access: RandomAccess, offset: number): (ZipRecord & { content: number }) | undefined {
  const head = Buffer.from(access.read(offset, localLength));
  if (head.length < localLength || head.toString('latin1', 0, 4) !== 'PK\x03\x04') return undefined;
  const nameLength = head.readUInt16LE(26);
  const extraLength = head.readUInt16LE(28);
  const rest = Buffer.from(access.read(offset + localLength, nameLength + extraLength));
  const flags = head.readUInt16LE(6);
  const [packed, size] = widen(rest.subarray(nameLength), [head.readUInt32LE(18), head.readUInt32LE(22), 0]);
  return {
    name: rest.subarray(0, nameLength),
    isUtf8: (flags & 0x800) !== 0,
    isEncrypted: (flags & 1) !== 0,
    hasDescriptor: (flags & 8) !== 0,
    method: head.readUInt16LE(8),
    crc: head.readUInt32LE(14),
    packed,
    size,
    offset,
    mode: 0,
    content: offset + localLength + nameLength + extraLength,
  };
}
