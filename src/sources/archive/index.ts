/**
 * Archives as sources: what is in them is scanned as files would be, nothing is ever written to disk. `kinds.ts` tells
 * what content is, `walk.ts` goes through archives in archives, each format has a file.
 */
import type { SourceSink } from '../../model/source.ts';
import { ArchiveError, Stopped } from './archive-error.ts';
import { createBudget } from './budget.ts';
import { Cursor, type Flow, flowOf, type RandomAccess } from './cursor.ts';
import { fileAccess } from './file-access.ts';
import { folderEntries } from './folder-entries.ts';
import { archiveKind, kindLength } from './kinds.ts';
import type { ArchiveOptions } from './options.ts';
import { ArchiveWalker } from './walk.ts';

export type { ArchiveOptions } from './options.ts';

/** Scans what an open file that is an archive holds. Throws the system's error where it cannot be read. */
export async function scanArchiveFile(
  path: string,
  descriptor: number,
  sink: SourceSink,
  options: ArchiveOptions,
): Promise<void> {
  const access = fileAccess(descriptor);
  await scan(path, new Cursor(path, flowOf(access)), access, () => access.size, sink, options);
}

/** Scans a folder that is an OCI image layout. Throws the system's error where something in it cannot be read. */
export async function scanImageFolder(
  path: string,
  folder: string,
  sink: SourceSink,
  options: ArchiveOptions,
): Promise<void> {
  let size = 0;
  for (const entry of folderEntries(folder)) size += entry.size ?? 0;
  const walker = new ArchiveWalker(sink, options, () => createBudget(path, options.maxSize, () => size));
  await telling(path, sink, () => walker.openFolder({ path, judgedAs: path }, () => folderEntries(folder)));
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
  await telling(path, sink, () => walker.open(kind, { path, judgedAs: path }, cursor, access, 1));
}

async function telling(path: string, sink: SourceSink, read: () => Promise<void>): Promise<void> {
  try {
    await read();
    sink.fileDone(path, 0);
  } catch (error) {
    if (error instanceof Stopped) return;
    if (!(error instanceof ArchiveError)) throw error;
    sink.error({ code: error.code, message: error.message, path: error.path });
  }
}
