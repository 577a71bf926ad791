import type { Readable } from 'node:stream';
import type { SourceSink } from '../model/source.ts';
import { pieceSize, type Room, readPiecesAsync } from './read-pieces.ts';

/** A stream to read as one file. */
export interface Input {
  /** What the report calls it. */
  path: string;
  /** What messages call it. */
  name: string;
  /** Opens it; an error is told and is no failure. */
  open(): Readable | Promise<Readable>;
}

/**
 * Reads a stream to its end as it comes, in pieces, so that its length does not matter, and closes it; what came before
 * the signal aborts is scanned.
 */
export async function readInput({ path, name, open }: Input, sink: SourceSink, signal: AbortSignal): Promise<void> {
  sink.expect(1);
  if (signal.aborted) return;
  let input: Readable | undefined;
  const close = () => input?.destroy();
  signal.addEventListener('abort', close);
  try {
    input = await open();
    const buffer = Buffer.allocUnsafe(pieceSize);
    const bytes = await readPiecesAsync(path, buffer, createReader(input, signal), sink);
    if (bytes === undefined) sink.skip(path, 'binary', true);
    else if (!signal.aborted) sink.fileDone(path, bytes);
  } catch (error) {
    const { code = 'EIO', message } = error as NodeJS.ErrnoException;
    sink.error({ code, message: `${name} could not be read: ${message}`, path });
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** Gives what the stream has; waits only where it has nothing yet. An aborted signal is the end of the content. */
function createReader(input: Readable, signal: AbortSignal): (room: Room) => number | Promise<number> {
  const chunks: AsyncIterator<Buffer> = input[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const take = ({ target, offset, limit }: Room): number => {
    const count = rest.copy(target, offset, 0, Math.min(limit, rest.length));
    rest = rest.subarray(count);
    return count;
  };
  const wait = async (room: Room): Promise<number> => {
    try {
      while (rest.length === 0) {
        const { done, value } = await chunks.next();
        if (done) return 0;
        rest = value;
      }
    } catch (error) {
      if (signal.aborted) return 0;
      throw error;
    }
    return take(room);
  };
  return (room) => (rest.length > 0 ? take(room) : wait(room));
}
