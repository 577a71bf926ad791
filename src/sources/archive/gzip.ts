import { extendCrc32 } from '../../lib/extend-crc32.ts';
import { damaged } from './archive-error.ts';
import type { Cursor, Flow } from './cursor.ts';
import { deflated, unpack } from './unpack.ts';

const headLength = 10;
const hasCrc = 2;
const hasExtra = 4;
const hasName = 8;
const hasComment = 16;
const reserved = 0xe0;
/** Names and comments have no length of their own. */
const longestText = 64 << 10;

/**
 * The content of a gzip file (RFC 1952): of all its members, one after the other, zeros between them or at the end left
 * out. Throws `ArchiveError` where one is damaged or something else follows.
 */
export function gunzip(cursor: Cursor): Flow {
  const members = readMembers(cursor);
  return { next: async () => (await members.next()).value };
}

async function* readMembers(cursor: Cursor): AsyncGenerator<Buffer, undefined> {
  for (;;) {
    await skipHead(cursor);
    let crc = 0;
    let length = 0;
    const content = unpack(cursor, deflated);
    try {
      for (let chunk = await content.next(); chunk !== undefined; chunk = await content.next()) {
        crc = extendCrc32(crc, chunk);
        length += chunk.length;
        yield chunk;
      }
    } finally {
      content.close();
    }
    const tail = await cursor.take(8);
    if (tail.readUInt32LE(0) !== crc) throw damaged(cursor.path, 'the checksum of its content is another');
    if (tail.readUInt32LE(4) !== length % 2 ** 32) throw damaged(cursor.path, 'its content has another length');
    if (!(await skipZeros(cursor))) return undefined;
  }
}

async function skipHead(cursor: Cursor): Promise<void> {
  const [first, second] = await cursor.look(2);
  if (first !== 0x1f || (second ?? 0x8b) !== 0x8b) throw damaged(cursor.path, 'what follows its end is no part of it');
  const head = await cursor.take(headLength);
  const flags = head[3]!;
  if (head[2] !== 8 || (flags & reserved) !== 0) throw damaged(cursor.path, 'its head is wrong');
  if (flags & hasExtra) await cursor.skip((await cursor.take(2)).readUInt16LE(0));
  if (flags & hasName) await skipText(cursor);
  if (flags & hasComment) await skipText(cursor);
  if (flags & hasCrc) await cursor.skip(2);
}

async function skipText(cursor: Cursor): Promise<void> {
  for (let length = 0; length < longestText; ) {
    const bytes = await cursor.look(longestText);
    const end = bytes.indexOf(0);
    await cursor.skip(end < 0 ? bytes.length : end + 1);
    if (end >= 0) return;
    if (bytes.length === 0) throw damaged(cursor.path, 'it ends too early');
    length += bytes.length;
  }
  throw damaged(cursor.path, 'the name in its head has no end');
}

/** Whether anything follows. */
async function skipZeros(cursor: Cursor): Promise<boolean> {
  for (;;) {
    const bytes = await cursor.look(64 << 10);
    if (bytes.length === 0) return false;
    const next = bytes.findIndex((byte) => byte !== 0);
    await cursor.skip(next < 0 ? bytes.length : next);
    if (next >= 0) return true;
  }
}
