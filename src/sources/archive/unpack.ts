import type { Transform } from 'node:stream';
import { constants, createInflateRaw, inflateRawSync } from 'node:zlib';
import { ArchiveError, damaged } from './archive-error.ts';
import type { Cursor, Flow } from './cursor.ts';

/** Of packed bytes at a time: they may grow a thousandfold, and all that comes of them waits in memory. */
const sliceSize = 16 << 10;
/** Packed content up to this size is kept, so that what lies before a damaged place can be had to the byte. */
const mostKept = 1 << 20;
const mostSalvaged = 64 << 20;

/** One of Node.js' streams that undo a compression. */
export type Unpacker = Transform & { readonly bytesWritten: number; close(): void };

export interface UnpackOptions {
  create(): Unpacker;
  /** What can be had of content that is damaged: all of it up to there. */
  salvage?(packed: Buffer): Buffer;
}

/** Undoes raw deflate (RFC 1951). */
export const deflated: UnpackOptions = { create: createInflateRaw, salvage: salvageDeflated };

/** Reads one packed content from a cursor, which then stands right behind it. Throws `ArchiveError` where it is damaged. */
export function unpack(cursor: Cursor, { create, salvage }: UnpackOptions): Flow & { close(): void } {
  const unpacker = create();
  const ready: Buffer[] = [];
  const kept: Buffer[] = [];
  let given = 0;
  let isEnded = false;
  let failure: Error | undefined;
  let wake = () => {};
  unpacker.on('data', (chunk: Buffer) => ready.push(chunk));
  unpacker.on('end', () => {
    isEnded = true;
    wake();
  });
  unpacker.on('error', (error) => {
    failure = error;
    wake();
  });
  const turn = async (push: (done: () => void) => void) => {
    await new Promise<void>((resolve) => {
      wake = resolve;
      push(resolve);
    });
  };
  const feed = async () => {
    const slice = await cursor.look(sliceSize);
    if (slice.length === 0) return await turn(() => unpacker.end());
    if (salvage && cursor.position - start <= mostKept) kept.push(Buffer.from(slice));
    const before = unpacker.bytesWritten;
    await turn((done) => unpacker.write(slice, done));
    if (failure === undefined) await cursor.skip(unpacker.bytesWritten - before);
  };
  const start = cursor.position;
  const fail = (error: Error) => {
    const rest = salvage && cursor.position - start <= mostKept ? salvage(Buffer.concat(kept)) : undefined;
    failure = damaged(cursor.path, explain(error));
    if (rest !== undefined && rest.length > given) return rest.subarray(given);
    throw failure;
  };
  return {
    async next() {
      for (;;) {
        const chunk = ready.shift();
        if (chunk !== undefined) {
          given += chunk.length;
          return chunk;
        }
        if (failure instanceof ArchiveError) throw failure;
        if (failure !== undefined) return fail(failure);
        if (isEnded) return undefined;
        await feed();
      }
    },
    close: () => void unpacker.destroy(),
  };
}

/** Deflated content that is whole in memory, with what is wrong with it, if anything; undefined where it is longer than `most`. */
export function inflateWhole(packed: Buffer, most: number): { bytes: Buffer; problem?: string } | undefined {
  try {
    const { buffer, engine } = inflateRawSync(packed, { maxOutputLength: most, info: true }) as unknown as {
      buffer: Buffer;
      engine: Unpacker;
    };
    const isWhole = engine.bytesWritten === packed.length;
    return { bytes: buffer, ...(!isWhole && { problem: 'there is more behind the end of its content' }) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    return { bytes: salvageDeflated(packed), problem: explain(error as Error) };
  }
}

/** By halving: the longest beginning that can be undone. */
function salvageDeflated(packed: Buffer): Buffer {
  let best: Buffer = Buffer.alloc(0);
  let low = 0;
  for (let high = packed.length; low < high; ) {
    const middle = Math.ceil((low + high) / 2);
    try {
      best = inflateRawSync(packed.subarray(0, middle), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: mostSalvaged,
      });
      low = middle;
    } catch {
      high = middle - 1;
    }
  }
  return best;
}

/** What went wrong, in the library's words. */
function explain({ message }: Error): string {
  return message === 'unexpected end of file' ? 'it ends too early' : message;
}
