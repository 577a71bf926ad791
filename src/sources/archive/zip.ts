import { extendCrc32 } from '../../lib/extend-crc32.ts';
import { ArchiveError, damaged } from './archive-error.ts';
import { Cursor, type Flow, flowOf, memoryAccess, type RandomAccess, windowOf } from './cursor.ts';
import { type Content, type Entry, entryName } from './entry.ts';
import { inflateWhole } from './unpack.ts';
import { findDirectory, readDirectory, readLocal, type ZipRecord } from './zip-directory.ts';
import { cover, findGaps, type Range } from './zip-gaps.ts';
import { findZipMethod } from './zip-methods.ts';

const stored = 0;
const deflate = 8;

/** Entries up to these sizes, packed and unpacked, are undone in one go: setting a stream up takes longer. */
const smallPacked = 256 << 10;
const smallSize = 1 << 20;

/**
 * The entries of a zip: those of its central directory, then whatever else lies in it, such as entries that were taken
 * out of the directory only. What is wrong with the directory is told.
 */
export function* readZip(access: RandomAccess, path: string, onDamage: (error: Error) => void): Generator<Entry> {
  const directory = findDirectory(access);
  const ranges: Range[] = [];
  if (directory === undefined) onDamage(damaged(path, 'it has no directory, or it is cut off'));
  else {
    cover(ranges, directory.start, directory.close);
    try {
      for (const record of readDirectory(access, directory, path)) {
        const offset = record.offset + directory.shift;
        const local = readLocal(access, offset);
        if (local === undefined) {
          const name = entryName(record.name);
          onDamage(damaged(path, `${name} is not where its directory says`));
          continue;
        }
        cover(ranges, offset, local.content + record.packed);
        yield toEntry(access, path, { ...record, content: local.content });
      }
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      onDamage(error);
    }
  }
  for (const { local, packed } of findGaps(access, ranges)) {
    yield toEntry(access, path, { ...local, packed }, local.hasDescriptor);
  }
}

type Located = ZipRecord & { content: number };

/** `isOpen`: its sizes and checksum are not known, `packed` is the most that it can be. */
function toEntry(access: RandomAccess, path: string, record: Located, isOpen = false): Entry {
  const name = entryName(record.name).replaceAll('\\', '/');
  const isLink = (record.mode & 0o170000) === 0o120000;
  const isFolder = name.endsWith('/') && record.packed === 0;
  const entry: Entry = {
    name,
    kind: isFolder ? 'folder' : isLink ? 'link' : 'file',
    open: () => openRecord(access, `${path}!${name}`, record, isOpen),
  };
  if (!isOpen) entry.size = record.method === stored ? record.packed : record.size;
  return entry;
}

function openRecord(access: RandomAccess, path: string, record: Located, isOpen: boolean): Content {
  const method = findZipMethod(record.method);
  if (record.isEncrypted) throw new ArchiveError('archive-encrypted', path, 'is encrypted and was not read');
  if (method === undefined && record.method !== stored) {
    const words = `is packed by method ${record.method}, which cannot be read`;
    throw new ArchiveError('archive-format', path, words);
  }
  const there = Math.max(0, Math.min(record.packed, access.size - record.content));
  const isCut = there < record.packed;
  const packed = windowOf(access, record.content, there);
  if (method === undefined) {
    const flow = isOpen ? flowOf(packed) : checked(flowOf(packed), path, record, isCut);
    return { flow, ...(!isCut && { access: packed }) };
  }
  if (record.method === deflate && there <= smallPacked && record.size <= smallSize && !isOpen) {
    const whole = inflateWhole(packed.read(0, there), smallSize);
    if (whole) return openWhole(whole, path, record);
  }
  const { flow, close } = method(new Cursor(path, flowOf(packed)));
  return { flow: isOpen ? flow : checked(flow, path, record, isCut), ...(close && { close }) };
}

function openWhole({ bytes, problem }: { bytes: Buffer; problem?: string }, path: string, record: ZipRecord): Content {
  const whole = memoryAccess(bytes);
  if (problem === undefined) return { flow: checked(flowOf(whole), path, record, false), access: whole };
  return { flow: failing(flowOf(whole), damaged(path, problem)) };
}

/** A flow that throws once it has given all. */
function failing(flow: Flow, error: Error): Flow {
  return {
    next: async () => {
      const chunk = await flow.next();
      if (chunk === undefined) throw error;
      return chunk;
    },
  };
}

/** A flow that throws at its end where it was not what the zip says: another length, or another checksum. */
function checked(flow: Flow, path: string, { crc, size }: ZipRecord, isCut: boolean): Flow {
  let sum = 0;
  let length = 0;
  return {
    next: async () => {
      const chunk = await flow.next();
      if (chunk === undefined) {
        if (isCut) throw damaged(path, 'it ends too early');
        if (length !== size) throw damaged(path, `it has ${length} bytes instead of ${size}`);
        if (sum !== crc) throw damaged(path, 'the checksum of its content is another');
        return undefined;
      }
      sum = extendCrc32(sum, chunk);
      length += chunk.length;
      return chunk;
    },
  };
}
