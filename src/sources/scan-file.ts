import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { SourceSink } from '../model/source.ts';
import { archiveKind, isArchive, kindLength } from './archive/kinds.ts';
import type { ArchiveOpener } from './archive-opener.ts';
import { type Ahead, noFollow, openFlags } from './read-ahead.ts';
import { pieceSize, type ReadInto, type Room, readPieces, readPiecesAsync, scanWhole } from './read-pieces.ts';

/** A file to read: where it is on disk, and what it is called in the report. */
export interface FileToScan {
  path: string;
  /** Absolute. Bytes where the name is no valid UTF-8. */
  file: string | Buffer;
  /** Whether the user named this very file: then it must exist, and a link is followed. */
  isNamed: boolean;
  /** It is a folder that holds a container image. */
  isImage?: true;
}

export interface FileScanner {
  /**
   * Reads one file and tells the sink: its fragments, or why there are none. Never fails for a file's sake. Small files
   * are done when it returns; for one of several pieces it gives a promise, so that signals and timers get their turn.
   * `ahead`: what was read of it already.
   */
  scan(file: FileToScan, sink: SourceSink, ahead?: Ahead): Promise<void> | undefined;
}

export interface FileScannerOptions {
  /** In bytes; Infinity: no limit. */
  maxFileSize: number;
  /** Called between the pieces of a large file; see `lib/yield-loop.ts`. */
  pause?: () => Promise<void> | undefined;
  /** Whether the rest of a large file is not wanted any more. */
  isStopped?: () => boolean;
  /** Opens archives; absent: none is opened. */
  archives?: ArchiveOpener;
}

/** A scanner with one buffer for all files, which it reads synchronously. */
export function createFileScanner(options: FileScannerOptions): FileScanner {
  const { maxFileSize, archives } = options;
  let buffer: Buffer | undefined;
  const opens = (isNamed: boolean) => archives !== undefined && (isNamed || archives.opensFound);
  const scanOpen = (descriptor: number, { path, isNamed }: FileToScan, sink: SourceSink): Promise<void> | undefined => {
    buffer ??= Buffer.allocUnsafeSlow(256 << 10);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) sink.skip(path, 'special-file', isNamed);
    else if (stat.size > maxFileSize) sink.skip(path, 'too-large', isNamed);
    else {
      if (opens(isNamed) && startsAsArchive(descriptor, buffer)) return archives!.scan(path, descriptor, sink);
      if (stat.size >= buffer.length && buffer.length < pieceSize) buffer = grow(stat.size);
      const read = createReader(descriptor, stat.size);
      if (stat.size >= pieceSize) return readLarge({ path, isNamed }, buffer, read, sink, options);
      tellDone(path, isNamed, readPieces(path, buffer, read, sink), buffer, sink);
    }
    return undefined;
  };
  const scanFolder = async ({ path, file, isNamed }: FileToScan, sink: SourceSink): Promise<void> => {
    try {
      await archives?.scanFolder(path, file.toString(), sink);
    } catch (error) {
      tellError(error as NodeJS.ErrnoException, path, isNamed, sink);
    }
  };
  return {
    scan(file, sink, ahead) {
      if (file.isImage) return scanFolder(file, sink);
      if (ahead !== undefined && !(ahead === 'archive' && opens(file.isNamed))) {
        if (ahead === 'binary' || ahead === 'archive') sink.skip(file.path, ahead);
        else if (ahead instanceof Error) tellError(ahead, file.path, file.isNamed, sink);
        else scanWhole(file.path, ahead, sink);
        return undefined;
      }
      let descriptor: number | undefined;
      let isReading = false;
      try {
        descriptor = openSync(file.file, file.isNamed ? openFlags : openFlags | noFollow);
        const opened = descriptor;
        const reading = scanOpen(opened, file, sink);
        isReading = reading !== undefined;
        return reading
          ?.catch((error) => tellError(error, file.path, file.isNamed, sink))
          .finally(() => closeSync(opened));
      } catch (error) {
        tellError(error as NodeJS.ErrnoException, file.path, file.isNamed, sink);
        return undefined;
      } finally {
        if (descriptor !== undefined && !isReading) closeSync(descriptor);
      }
    },
  };
}

/** A file of several pieces: between them others get their turn, and the scan may be stopped. */
async function readLarge(
  { path, isNamed }: Pick<FileToScan, 'path' | 'isNamed'>,
  buffer: Buffer,
  read: ReadInto,
  sink: SourceSink,
  { pause, isStopped }: FileScannerOptions,
): Promise<void> {
  let wasStopped = false;
  const readNext = async ({ target, offset, limit }: Room) => {
    await pause?.();
    wasStopped ||= isStopped?.() ?? false;
    return wasStopped ? 0 : read(target, offset, limit);
  };
  const bytes = await readPiecesAsync(path, buffer, readNext, sink);
  if (!wasStopped) tellDone(path, isNamed, bytes, buffer, sink);
}

/** The buffer must hold a byte more than the file, so that one read shows its end. */
function grow(size: number): Buffer {
  return Buffer.allocUnsafeSlow(size >= pieceSize ? pieceSize : 1 << (32 - Math.clz32(size)));
}

/**
 * Stops at the size that the file had when it was opened: one call less for each small file. Files of size 0 are read to
 * their end, as those in `/proc` state no other.
 */
function createReader(descriptor: number, size: number): ReadInto {
  const end = size > 0 ? size : Number.POSITIVE_INFINITY;
  let position = 0;
  return (target, at, limit) => {
    if (position >= end) return 0;
    const count = readSync(descriptor, target, at, Math.min(limit, end - position), position);
    position = count === 0 ? end : position + count;
    return count;
  };
}

function startsAsArchive(descriptor: number, buffer: Buffer): boolean {
  return archiveKind(buffer.subarray(0, readSync(descriptor, buffer, 0, kindLength, 0))) !== undefined;
}

/** `buffer`: has the beginning of what was left out. */
function tellDone(path: string, isNamed: boolean, bytes: number | undefined, buffer: Buffer, sink: SourceSink): void {
  if (bytes === undefined) sink.skip(path, leftOutAs(buffer), isNamed);
  else sink.fileDone(path, bytes);
}

/** What content is that is no text, by its beginning. */
export function leftOutAs(head: Buffer): 'archive' | 'binary' {
  return isArchive(head) ? 'archive' : 'binary';
}

function tellError(
  { code = 'EIO', message }: NodeJS.ErrnoException,
  path: string,
  isNamed: boolean,
  sink: SourceSink,
): void {
  if (code === 'ELOOP' && !isNamed) sink.skip(path, 'symlink');
  // A tracked file that the work tree does not hold; a socket, a device without a driver, a folder in a file's place.
  else if (code === 'ENOENT' && !isNamed) sink.skip(path, 'deleted');
  else if (code === 'ENXIO' || code === 'ENODEV' || code === 'EISDIR') sink.skip(path, 'special-file', isNamed);
  else sink.error({ code, message: `${path} could not be read: ${message.replace(/ '.*'$/s, '')}`, path });
}
