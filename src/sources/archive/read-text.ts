import type { SourceSink } from '../../model/source.ts';
import { type Room, readPiecesAsync } from '../read-pieces.ts';
import { Stopped } from './archive-error.ts';
import type { Cursor } from './cursor.ts';
import type { ArchiveOptions } from './options.ts';

/**
 * Scans what a cursor has as a text, through a buffer of `pieceSize`; gives why it was left out, if it was. What came before an
 * error is scanned; then it is thrown.
 */
export async function readText(
  path: string,
  cursor: Cursor,
  buffer: Buffer,
  { maxFileSize, pause, isStopped }: ArchiveOptions,
  sink: SourceSink,
): Promise<'binary' | 'too-large' | undefined> {
  let failure: unknown;
  let left = maxFileSize;
  const read = async ({ target, offset, limit }: Room): Promise<number> => {
    await pause?.();
    if (isStopped?.()) failure ??= new Stopped();
    if (failure !== undefined || left < 0) return 0;
    try {
      const bytes = await cursor.some(limit);
      left -= bytes?.length ?? 0;
      return left < 0 ? 0 : (bytes?.copy(target, offset) ?? 0);
    } catch (error) {
      failure = error;
      return 0;
    }
  };
  const bytes = await readPiecesAsync(path, buffer, read, sink);
  if (failure !== undefined) throw failure;
  if (left < 0) return 'too-large';
  if (bytes === undefined) return 'binary';
  sink.fileDone(path, bytes);
  return undefined;
}
