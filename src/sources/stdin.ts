import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Source } from '../model/source.ts';
import { pieceSize, type Room, readPiecesAsync } from './read-pieces.ts';

/**
 * Standard input, as one file named `path`. Read as it comes, in pieces, so that its length does not matter; what came
 * before the signal aborts is scanned. `input` is there for tests; it is closed in the end.
 */
export function createStdinSource(options: { root: string; path: string; input?: Readable }): Source {
  const { root, path } = options;
  return {
    root,
    read: async (sink, signal) => {
      sink.expect(1);
      const input = options.input ?? process.stdin;
      const close = () => input.destroy();
      signal.addEventListener('abort', close);
      try {
        if (signal.aborted) return;
        // Node gives nothing, and no error, where standard input is a folder.
        if (!options.input && fstatSync(0).isDirectory())
          throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
        const buffer = Buffer.allocUnsafe(pieceSize);
        const bytes = await readPiecesAsync(path, buffer, createReader(input, signal), sink);
        if (bytes === undefined) sink.skip(path, 'binary');
        else if (!signal.aborted) sink.fileDone(path, bytes);
      } catch (error) {
        const { code = 'EIO', message } = error as NodeJS.ErrnoException;
        sink.error({ code, message: `standard input could not be read: ${message}`, path });
      } finally {
        signal.removeEventListener('abort', close);
        close();
      }
    },
  };
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
