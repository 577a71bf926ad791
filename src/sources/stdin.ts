import { readSync } from 'node:fs';
import type { Source } from '../model/source.ts';
import { pieceSize, readPieces } from './read-pieces.ts';

/**
 * Standard input, as one file named `path`. Read as it comes, in pieces, so that its length does not matter.
 */
export function createStdinSource(options: { root: string; path: string; descriptor?: number }): Source {
  const { root, path, descriptor = 0 } = options;
  return {
    root,
    read: async (sink) => {
      sink.expect(1);
      try {
        const bytes = readPieces(
          path,
          Buffer.allocUnsafe(pieceSize),
          (target, at, limit) => readFully(descriptor, target, at, limit),
          sink,
        );
        if (bytes === undefined) sink.skip(path, 'binary');
        else sink.fileDone(path, bytes);
      } catch (error) {
        const { code = 'EIO', message } = error as NodeJS.ErrnoException;
        sink.error({ code, message: `standard input could not be read: ${message}`, path });
      }
    },
  };
}

/** A terminal or a non-blocking pipe may have nothing yet: EAGAIN means wait, EOF on Windows means the end. */
function readFully(descriptor: number, target: Buffer, at: number, limit: number): number {
  for (;;) {
    try {
      return readSync(descriptor, target, at, limit, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
