import { damaged } from './archive-error.ts';
import { type Cursor, flowOf, type RandomAccess, windowOf } from './cursor.ts';
import { type Entry, entryName } from './entry.ts';
import { isTarHeader, readOctal } from './kinds.ts';
import { readPax } from './pax.ts';

const block = 512;
/** Of what describes an entry (a long name, pax records). */
const longestNote = 1 << 20;

/** What records before an entry say of it. */
interface Notes {
  name?: string | undefined;
  size?: number | undefined;
}

/**
 * The entries of a tar file: ustar, pax (POSIX.1-2001) and GNU's own (long names, sparse files as they are stored), of
 * several written one behind the other too. `access`: the file, where it lies in one piece. A damaged place is
 * told, and passed over. Throws `ArchiveError` where the file is cut off.
 */
export async function* readTar(
  cursor: Cursor,
  access: RandomAccess | undefined,
  onDamage: (error: Error) => void,
): AsyncGenerator<Entry> {
  let notes: Notes = {};
  let lasting: Notes = {};
  let isLost = false;
  for (;;) {
    const header = await nextHeader(cursor);
    if (header === undefined) return;
    if (!isTarHeader(header)) {
      if (!isLost) onDamage(damaged(cursor.path, `there is no entry at byte ${cursor.position - block}`));
      isLost = true;
      continue;
    }
    isLost = false;
    const type = String.fromCharCode(header[156]!);
    const isNote = 'gxXLKNV'.includes(type);
    const size = isNote ? sizeOf(header) : (notes.size ?? lasting.size ?? sizeOf(header));
    if (!Number.isSafeInteger(size)) {
      onDamage(damaged(cursor.path, `the entry at byte ${cursor.position - block} has no valid size`));
      isLost = true;
      continue;
    }
    if (isNote) {
      if (size > longestNote) throw damaged(cursor.path, 'a name or a note in it is longer than 1 MB');
      const text = Buffer.from(await cursor.take(size));
      await cursor.skip(padding(size));
      if (type === 'L') notes = { ...notes, name: entryName(untilZero(text)) };
      else if (type === 'x' || type === 'X') notes = { ...notes, ...readPax(text, cursor.path, onDamage) };
      else if (type === 'g') lasting = { ...lasting, ...readPax(text, cursor.path, onDamage) };
      continue;
    }
    const name = notes.name ?? lasting.name ?? nameOf(header);
    notes = {};
    if (type === 'S') await skipSparseMap(cursor, header);
    const target = entryName(untilZero(header.subarray(157, 257)));
    yield* readEntry(cursor, access, { name, kind: kindOf(type, name), target }, type, size);
  }
}

async function* readEntry(
  cursor: Cursor,
  access: RandomAccess | undefined,
  head: Pick<Entry, 'name' | 'kind' | 'target'>,
  type: string,
  stated: number,
): AsyncGenerator<Entry> {
  // Links, folders and devices have no content, whatever their size says; hard links may, in pax.
  const size = '23456'.includes(type) && type !== '' ? 0 : stated;
  const start = cursor.position;
  const part = cursor.part(size);
  yield {
    ...head,
    size,
    open() {
      const window = access && windowOf(access, start, Math.min(size, Math.max(0, access.size - start)));
      return { flow: part, ...(window && window.size === size && { access: window, flow: flowOf(window) }) };
    },
  };
  await cursor.skip(start + size - cursor.position);
  await cursor.skip(padding(size));
}

function kindOf(type: string, name: string): Entry['kind'] {
  if (type === '5' || (type !== '1' && name.endsWith('/'))) return 'folder';
  if (type === '1' || type === '2') return 'link';
  return type === '3' || type === '4' || type === '6' ? 'special' : 'file';
}

/** The next block that is not all zeros; undefined at the end. */
async function nextHeader(cursor: Cursor): Promise<Buffer | undefined> {
  for (;;) {
    const header = await cursor.peek(block);
    if ((header[0] ?? 0) === 0 && header.every((byte) => byte === 0)) {
      await cursor.skip(header.length);
      if (header.length === block) continue;
      // Throws where it was not the end.
      await cursor.look(1);
      return undefined;
    }
    return Buffer.from(await cursor.take(block));
  }
}

/** In octal, or where its highest bit is set as a binary number (GNU). */
function sizeOf(header: Buffer): number {
  if (header[124]! < 128) return readOctal(header, 124, 12);
  let size = header[124]! & 0x7f;
  for (let at = 125; at < 136; at++) size = size * 256 + header[at]!;
  return size;
}

/** ustar keeps the beginning of a long name apart; GNU has other things in that place. */
function nameOf(header: Buffer): string {
  const name = untilZero(header.subarray(0, 100));
  const isUstar = header.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isUstar ? untilZero(header.subarray(345, 500)) : name.subarray(0, 0);
  return entryName(prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]));
}

/** GNU's sparse files have more of their map in blocks of its own. */
async function skipSparseMap(cursor: Cursor, header: Buffer): Promise<void> {
  for (let isExtended = header[482] === 1; isExtended; ) isExtended = (await cursor.take(block))[504] === 1;
}

function untilZero(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function padding(size: number): number {
  return (block - (size % block)) % block;
}
