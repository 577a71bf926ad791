/**
 * Archives as sources: what is in them is scanned as files would be, nothing is ever written to disk. `kinds.ts` tells
 * what content is, `walk.ts` goes through archives in archives, each format has a file.
 */
import { fstatSync, readSync } from 'node:fs';
import type { SourceSink } from '../../model/source.ts';
import { ArchiveError, Stopped } from './archive-error.ts';
import { createBudget } from './budget.ts';
import { Cursor, type Flow, flowOf, type RandomAccess } from './cursor.ts';
import { archiveKind, kindLength } from './kinds.ts';
import { type ArchiveOptions, ArchiveWalker } from './walk.ts';

export type { ArchiveOptions } from './walk.ts';

/** Scans what an open file that is an archive holds. Throws the system's error where it cannot be read. */
export async function scanArchiveFile(
  path: string,
  descriptor: number,
  sink: SourceSink,
  options: ArchiveOptions,
): Promise<void> {
  const { size } = fstatSync(descriptor);
  const access: RandomAccess = {
    size,
    read: (position, length) => {
      const room = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
      return room.subarray(0, readFully(descriptor, room, position));
    },
  };
  await scan(path, new Cursor(path, flowOf(access)), access, () => size, sink, options);
}

/** Scans what a stream that is an archive holds. */
export async function scanArchiveStream(
  path: string,
  flow: Flow,
  sink: SourceSink,
  options: ArchiveOptions,
): Promise<void> {
  const cursor = new Cursor(path, flow);
  await scan(path, cursor, undefined, () => cursor.position, sink, options);
}

async function scan(
  path: string,
  cursor: Cursor,
  access: RandomAccess | undefined,
  packed: () => number,
  sink: SourceSink,
  options: ArchiveOptions,
): Promise<void> {
  const kind = archiveKind(await cursor.peek(kindLength));
  if (kind === undefined) return sink.skip(path, 'binary');
  const walker = new ArchiveWalker(sink, options, () => createBudget(path, options.maxSize, packed));
  try {
    await walker.open(kind, { path, judgedAs: path }, cursor, access, 1);
    sink.fileDone(path, 0);
  } catch (error) {
    if (error instanceof Stopped) return;
    if (!(error instanceof ArchiveError)) throw error;
    sink.error({ code: error.code, message: error.message, path: error.path });
  }
}

function readFully(descriptor: number, room: Buffer, position: number): number {
  let filled = 0;
  while (filled < room.length) {
    const count = readSync(descriptor, room, filled, room.length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}
