import { damaged } from './archive-error.ts';
import { BitReader } from './bzip2-bits.ts';
import { readBlock } from './bzip2-block.ts';
import type { Cursor, Flow } from './cursor.ts';

/** No block of 900,000 bytes is longer packed: its symbols take at most 20 bits each, and its tables some kB. */
const longestBlock = 3 << 20;
const blockMark = 0x314159265359;
const endMark = 0x177245385090;

/** The content of a bzip2 file, of all its streams one after the other. Throws `ArchiveError` where it is damaged. */
export function bunzip2(cursor: Cursor): Flow {
  const chunks = readStreams(cursor);
  return { next: async () => (await chunks.next()).value };
}

async function* readStreams(cursor: Cursor): AsyncGenerator<Buffer, undefined> {
  do {
    const head = (await cursor.take(4)).toString('latin1');
    if (!/^BZh[1-9]$/.test(head)) throw damaged(cursor.path, 'what follows its end is no part of it');
    yield* readStream(cursor, Number(head[3]) * 100_000);
  } while ((await cursor.look(1)).length > 0);
  return undefined;
}

async function* readStream(cursor: Cursor, blockSize: number): AsyncGenerator<Buffer, undefined> {
  let skippedBits = 0;
  let sum = 0;
  for (;;) {
    const bits = new BitReader(await cursor.peek(longestBlock), skippedBits);
    const step = readStep(bits, blockSize, cursor.path);
    if (step.kind === 'end') {
      if (step.sum !== sum) throw damaged(cursor.path, 'the checksum of its content is another');
      await cursor.skip(Math.ceil(bits.position / 8));
      return undefined;
    }
    await cursor.skip(bits.position >> 3);
    skippedBits = bits.position & 7;
    yield* step.chunks();
    sum = ((sum << 1) | (sum >>> 31)) ^ step.sum;
    sum >>>= 0;
  }
}

type Step = { kind: 'end'; sum: number } | { kind: 'block'; sum: number; chunks(): Generator<Buffer> };

function readStep(bits: BitReader, blockSize: number, path: string): Step {
  try {
    const mark = bits.read(24) * 2 ** 24 + bits.read(24);
    const sum = bits.read(16) * 2 ** 16 + bits.read(16);
    if (mark === endMark) return { kind: 'end', sum };
    if (mark !== blockMark) throw new RangeError('a block does not begin where it should');
    const block = readBlock(bits, blockSize);
    return { kind: 'block', sum, chunks: () => checked(block.unpack(), sum, path) };
  } catch (error) {
    if (error instanceof RangeError) throw damaged(path, error.message);
    throw error;
  }
}

function* checked(chunks: Generator<Buffer, number>, sum: number, path: string): Generator<Buffer> {
  const actual = yield* chunks;
  if (actual !== sum) throw damaged(path, 'the checksum of its content is another');
}
