import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { SourceSink } from '../model/source.ts';
import { pieceSize, readPieces, scanWhole } from './read-pieces.ts';

/** A file to read: where it is on disk, and what it is called in the report. */
export interface FileToScan {
  path: string;
  /** Absolute. Bytes where the name is no valid UTF-8. */
  file: string | Buffer;
  /** Whether the user named this very file: then it must exist, and a link is followed. */
  isNamed: boolean;
}

export interface FileScanner {
  /** Reads one file and tells the sink: its fragments, or why there are none. Never throws for a file's sake. */
  scan(file: FileToScan, sink: SourceSink): void;
}

// Never follows a link that took a file's place since it was listed, never blocks on a FIFO.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const noFollow = constants.O_NOFOLLOW ?? 0;

/** A scanner with one buffer for all files, which it reads synchronously: opening is most of the cost of small files. */
export function createFileScanner(maxFileSize: number): FileScanner {
  let buffer: Buffer = Buffer.allocUnsafeSlow(256 << 10);
  const isLimited = Number.isFinite(maxFileSize);
  return {
    scan({ path, file, isNamed }, sink) {
      let descriptor: number | undefined;
      try {
        descriptor = openSync(file, isNamed ? openFlags : openFlags | noFollow);
        // Most files are small: one read has it all, and what it is need not be asked.
        const count = isNamed || isLimited ? 0 : readSync(descriptor, buffer, 0, buffer.length, 0);
        if (count > 0 && count < buffer.length) {
          tellDone(path, scanWhole(path, buffer.subarray(0, count), sink), sink);
          return;
        }
        const stat = fstatSync(descriptor);
        if (!stat.isFile()) sink.skip(path, 'special-file');
        else if (stat.size > maxFileSize) sink.skip(path, 'too-large');
        else {
          if (stat.size >= buffer.length && buffer.length < pieceSize) buffer = grow(stat.size);
          readOpen(descriptor, stat.size, path, buffer, sink);
        }
      } catch (error) {
        tellError(error as NodeJS.ErrnoException, path, isNamed, sink);
      } finally {
        if (descriptor !== undefined) closeSync(descriptor);
      }
    },
  };
}

/** The buffer must hold a byte more than the file, so that one read shows its end. */
function grow(size: number): Buffer {
  return Buffer.allocUnsafeSlow(size >= pieceSize ? pieceSize : 1 << (32 - Math.clz32(size)));
}

/**
 * Stops at the size that the file had when it was opened: one call less for each small file. Files of size 0 are read to
 * their end, as those in `/proc` state no other.
 */
function readOpen(descriptor: number, size: number, path: string, buffer: Buffer, sink: SourceSink): void {
  const end = size > 0 ? size : Number.POSITIVE_INFINITY;
  let position = 0;
  const read = (target: Buffer, at: number, limit: number) => {
    if (position >= end) return 0;
    const count = readSync(descriptor, target, at, Math.min(limit, end - position), position);
    position = count === 0 ? end : position + count;
    return count;
  };
  tellDone(path, readPieces(path, buffer, read, sink), sink);
}

function tellDone(path: string, bytes: number | undefined, sink: SourceSink): void {
  if (bytes === undefined) sink.skip(path, 'binary');
  else sink.fileDone(path, bytes);
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
  else if (code === 'ENXIO' || code === 'ENODEV' || code === 'EISDIR') sink.skip(path, 'special-file');
  else sink.error({ code, message: `${path} could not be read: ${message.replace(/ '.*'$/s, '')}`, path });
}
