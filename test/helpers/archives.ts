import { deflateRawSync } from 'node:zlib';
import { crc32 as crcOf } from '../../src/lib/crc32.ts';

type Content = string | Buffer;

export interface TarEntry {
  name: string;
  content?: Content;
  /** `0`: a file. */
  type?: string;
  /** Instead of the true one. */
  size?: number;
  link?: string;
}

/** A tar file (ustar) with these entries and the two blocks of zeros at its end. */
export function tar(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntry), Buffer.alloc(1024)]);
}

/** One entry: head, content, and what fills up its last block. */
export function tarEntry({ name, content = '', type = '0', size, link = '' }: TarEntry): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(512);
  head.write(name, 0, 100, 'utf8');
  head.write('0000644\0', 100);
  head.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write(type, 156);
  head.write(link, 157);
  head.write('ustar\x0000', 257);
  return Buffer.concat([withSum(head), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** Writes the sum of a tar file's head into it. */
export function withSum(head: Buffer): Buffer {
  head.write('        ', 148);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

export interface ZipEntry {
  name: Content;
  content?: Content;
  /** 8: deflate, unless given. */
  method?: number;
  flags?: number;
  /** Instead of the true ones. */
  size?: number;
  packed?: number;
  crc?: number;
  offset?: number;
  /** Unix file mode. */
  mode?: number;
  /** As it lies in the file, instead of the content packed. */
  raw?: Buffer;
}

/** A zip with these entries. */
export function zip(entries: readonly ZipEntry[], { comment = '' } = {}): Buffer {
  const parts: Buffer[] = [];
  const records: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const { local, record } = zipEntry(entry, at);
    parts.push(local);
    records.push(record);
    at += local.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length & 0xffff, 8);
  end.writeUInt16LE(entries.length & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, directory, end, Buffer.from(comment)]);
}

function zipEntry(entry: ZipEntry, at: number): { local: Buffer; record: Buffer } {
  const { method = 8, flags = 0, mode = 0 } = entry;
  const content = Buffer.from(entry.content ?? '');
  const name = Buffer.from(entry.name);
  const data = entry.raw ?? (method === 8 ? deflateRawSync(content) : content);
  const crc = entry.crc ?? crcOf(content.toString('latin1'));
  const packed = entry.packed ?? data.length;
  const size = entry.size ?? content.length;
  const hasDescriptor = (flags & 8) !== 0;
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(method, 8);
  const numbers = (buffer: Buffer, place: number, isKnown: boolean) => {
    for (const [index, number] of [crc, packed, size].entries()) {
      buffer.writeUInt32LE(isKnown ? number : 0, place + index * 4);
    }
  };
  numbers(head, 14, !hasDescriptor);
  head.writeUInt16LE(name.length, 26);
  const descriptor = Buffer.alloc(hasDescriptor ? 16 : 0);
  if (hasDescriptor) {
    descriptor.write('PK\x07\x08', 'latin1');
    numbers(descriptor, 4, true);
  }
  const record = Buffer.alloc(46);
  record.write('PK\x01\x02', 'latin1');
  record.writeUInt16LE(0x0314, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(method, 10);
  numbers(record, 16, true);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE((mode << 16) >>> 0, 38);
  record.writeUInt32LE(entry.offset ?? at, 42);
  return { local: Buffer.concat([head, name, data, descriptor]), record: Buffer.concat([record, name]) };
}
