import { ArchiveError, damaged } from './archive-error.ts';
import type { Cursor } from './cursor.ts';
import type { Content } from './entry.ts';

/** What comes of a slice is lost where the slice is damaged: so the first, of which small files consist, are small. */
function sliceSize(position: number): number {
  if (position < 1 << 10) return 16;
  return position < 1 << 16 ? 256 : 4096;
}

/** The content of an xz file, of all its streams; XZ Embedded as WebAssembly undoes it. Throws `ArchiveError` where it is damaged. */
export async function unxz(cursor: Cursor): Promise<Content> {
  const { XzReadableStream } = await import('xz-decompress');
  // It would let an xz file inside of another wait for the other's end.
  Object.assign(XzReadableStream, { _contextMutex: { acquire: async () => {}, release: () => {} } });
  let failure: unknown;
  const packed = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const bytes = await cursor.some(sliceSize(cursor.position));
          if (bytes === undefined) controller.close();
          else controller.enqueue(new Uint8Array(bytes));
        } catch (error) {
          failure = error;
          controller.error(error);
        }
      },
    },
    { highWaterMark: 0 },
  );
  const reader = new XzReadableStream(packed).getReader();
  const next = async () => {
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return undefined;
        if (value.length > 0) return Buffer.from(value);
      }
    } catch (error) {
      throw failure ?? toArchiveError(cursor.path, error as Error);
    }
  };
  return { flow: { next }, close: () => void reader.cancel().catch(() => {}) };
}

/** By the numbers of XZ Embedded (linux/xz.h). */
function toArchiveError(path: string, { message }: Error): ArchiveError {
  const code = Number(/code (\d+)/.exec(message)?.[1]);
  if (code === 2 || code === 6) {
    return new ArchiveError('archive-format', path, 'is packed or checked in a way that cannot be read');
  }
  if (code === 3 || code === 4) {
    return new ArchiveError('archive-limit', path, 'needs more memory to be unpacked than is given');
  }
  return damaged(path, code === 8 ? 'it ends too early, or goes on behind its end' : 'its content is wrong');
}
