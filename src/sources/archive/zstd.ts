import { ArchiveError, damaged } from './archive-error.ts';
import type { Cursor, Flow } from './cursor.ts';
import { createXxh64 } from './xxh64.ts';

const frameMagic = 0xfd2fb528;
/** Frames of other people's data, in which any of 16 numbers may stand for the last digit. */
const skippedMagic = 0x184d2a50;
/** As much as `zstd` itself takes unless told otherwise. */
const largestWindow = 128 << 20;
const mostInBlock = 128 << 10;

interface Frame {
  head: Buffer;
  hasChecksum: boolean;
}

type Decompress = typeof import('fzstd').Decompress;

/** The content of a Zstandard file (RFC 8878), of all its frames. Throws `ArchiveError` where it is damaged. */
export function unzstd(cursor: Cursor): Flow {
  const chunks = readFrames(cursor);
  return { next: async () => (await chunks.next()).value };
}

async function* readFrames(cursor: Cursor): AsyncGenerator<Buffer, undefined> {
  const { Decompress } = await import('fzstd');
  while ((await cursor.look(1)).length > 0) {
    const magic = (await cursor.take(4)).readUInt32LE(0);
    if ((magic & 0xfffffff0) >>> 0 === skippedMagic) await cursor.skip((await cursor.take(4)).readUInt32LE(0));
    else if (magic === frameMagic) yield* readFrame(cursor, await readHead(cursor), Decompress);
    else throw damaged(cursor.path, 'what follows its end is no part of it');
  }
  return undefined;
}

/** The head of a frame; one that asks for more memory than is given is refused. */
async function readHead(cursor: Cursor): Promise<Frame> {
  const [flags = 0] = await cursor.take(1);
  const isSingle = (flags & 0x20) !== 0;
  const idLength = [0, 1, 2, 4][flags & 3]!;
  const sizeLength = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6]!;
  const rest = Buffer.from(await cursor.take((isSingle ? 0 : 1) + idLength + sizeLength));
  if ((flags & 8) !== 0) throw damaged(cursor.path, 'its head is wrong');
  if (rest.subarray(isSingle ? 0 : 1, (isSingle ? 0 : 1) + idLength).some((byte) => byte !== 0)) {
    throw new ArchiveError(
      'archive-format',
      cursor.path,
      'cannot be read without the dictionary that it was packed with',
    );
  }
  const window = isSingle ? sizeOf(rest.subarray(idLength)) : windowOf(rest[0]!);
  if (window > largestWindow) {
    const words = 'needs more than 128 MiB of memory to be unpacked, which are not given; pack it without --long';
    throw new ArchiveError('archive-limit', cursor.path, words);
  }
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(frameMagic);
  return { head: Buffer.concat([magic, Buffer.from([flags]), rest]), hasChecksum: (flags & 4) !== 0 };
}

function windowOf(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}

function sizeOf(bytes: Buffer): number {
  if (bytes.length === 8) return Number(bytes.readBigUInt64LE(0));
  const size = bytes.readUIntLE(0, bytes.length);
  return bytes.length === 2 ? size + 256 : size;
}

/** Block by block, so that the library never gets more than it turns into one block's content. */
async function* readFrame(
  cursor: Cursor,
  { head, hasChecksum }: Frame,
  Decompress: Decompress,
): AsyncGenerator<Buffer> {
  const ready: Buffer[] = [];
  const decoder = new Decompress((chunk) => ready.push(Buffer.from(chunk)));
  const sum = hasChecksum ? createXxh64() : undefined;
  const push = (bytes: Buffer, isEnd: boolean) => {
    try {
      decoder.push(new Uint8Array(bytes), isEnd);
    } catch (error) {
      throw damaged(cursor.path, (error as Error).message);
    }
  };
  let pushed: Buffer = head;
  let checksum: Buffer | undefined;
  for (let isLast = false; !isLast; ) {
    const blockHead = Buffer.from(await cursor.take(3));
    const word = blockHead.readUIntLE(0, 3);
    isLast = (word & 1) === 1;
    const kind = (word >> 1) & 3;
    const size = word >> 3;
    if (kind === 3 || size > mostInBlock) throw damaged(cursor.path, 'a block has no valid head');
    const block = await cursor.take(kind === 1 ? 1 : size);
    const parts = [pushed, blockHead, Buffer.from(block)];
    if (isLast && hasChecksum) {
      checksum = Buffer.from(await cursor.take(4));
      parts.push(checksum);
    }
    push(Buffer.concat(parts), isLast);
    pushed = Buffer.alloc(0);
    for (const chunk of ready.splice(0)) {
      sum?.add(chunk);
      if (chunk.length > 0) yield chunk;
    }
  }
  if (sum && checksum?.readUInt32LE(0) !== sum.low()) {
    throw damaged(cursor.path, 'the checksum of its content is another');
  }
}
