import type { Readable } from 'node:stream';
import type { SourceSink } from '../model/source.ts';
import { Cursor, type Flow } from './archive/cursor.ts';
import { archiveKind, kindLength } from './archive/kinds.ts';
import type { ArchiveOpener } from './archive-opener.ts';
import { pieceSize, type Room, readPiecesAsync } from './read-pieces.ts';
import { leftOutAs } from './scan-file.ts';

/** A stream to read as one file. */
export interface Input {
  /** What the report calls it. */
  path: string;
  /** What messages call it. */
  name: string;
  /** Opens it; an error is told and is no failure. */
  open(): Readable | Promise<Readable>;
  /** Opens archives; absent: they are left out. */
  archives?: ArchiveOpener | undefined;
}

/**
 * Reads a stream to its end as it comes, in pieces, so that its length does not matter, and closes it; what came before
 * the signal aborts is scanned.
 */
export async function readInput(
  { path, name, open, archives }: Input,
  sink: SourceSink,
  signal: AbortSignal,
): Promise<void> {
  sink.expect(1);
  if (signal.aborted) return;
  let input: Readable | undefined;
  const close = () => input?.destroy();
  signal.addEventListener('abort', close);
  try {
    input = await open();
    const cursor = new Cursor(path, flowOfStream(input, signal));
    if (archives && archiveKind(await cursor.peek(kindLength))) {
      const flow = { next: () => cursor.some(pieceSize) };
      return await archives.scanStream(path, flow, sink);
    }
    const buffer = Buffer.allocUnsafe(pieceSize);
    const read = async ({ target, offset, limit }: Room) => (await cursor.some(limit))?.copy(target, offset) ?? 0;
    const bytes = await readPiecesAsync(path, buffer, read, sink);
    if (bytes === undefined) sink.skip(path, leftOutAs(buffer), true);
    else if (!signal.aborted) sink.fileDone(path, bytes);
  } catch (error) {
    const { code = 'EIO', message } = error as NodeJS.ErrnoException;
    sink.error({ code, message: `${name} could not be read: ${message}`, path });
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** The chunks of a stream. An aborted signal is the end of the content. */
function flowOfStream(input: Readable, signal: AbortSignal): Flow {
  const chunks: AsyncIterator<Buffer> = input[Symbol.asyncIterator]();
  return {
    next: async () => {
      try {
        for (;;) {
          const { done, value } = await chunks.next();
          if (done) return undefined;
          if (value.length > 0) return value;
        }
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
  };
}
