import { closeSync, constants, openSync, readSync } from 'node:fs';
import { isArchive } from './archive/kinds.ts';
import { detectUtf16 } from './decode-utf16.ts';
import { isBinary } from './is-binary.ts';
import { isPlain } from './read-pieces.ts';
import type { FileToScan } from './scan-file.ts';

/** A file's text, what else it is, why it cannot be read, or undefined for one that has to be read on its own. */
export type Ahead = Buffer | 'binary' | 'archive' | NodeJS.ErrnoException | undefined;

/**
 * Reads the files from an index on, as many as there is room for, at least one. What it gives is good until the next
 * call.
 */
export type ReadAhead = (files: readonly FileToScan[], from: number) => Ahead[];

// Never follows a link that took a file's place since it was listed, never blocks on a FIFO.
export const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
export const noFollow = constants.O_NOFOLLOW ?? 0;

/** Room for many files; no more than a part of what the processor keeps near. */
const roomSize = 512 << 10;

/**
 * Makes a reader of small files that takes many at a time into one buffer: the system's calls take half as long one
 * after the other as when the engine, which uses the same caches, comes between.
 */
export function createReadAhead(): ReadAhead {
  const room = Buffer.allocUnsafeSlow(roomSize);
  return (files, from) => {
    const read: Ahead[] = [];
    for (let index = from, at = 0; index < files.length && at < roomSize; index++) {
      const file = files[index]!;
      const count = file.isNamed ? 0 : readSmall(file.file, room, at);
      if (typeof count !== 'number') read.push(count);
      else if (count < roomSize - at) {
        const kept = count === 0 ? undefined : classify(room.subarray(at, at + count));
        read.push(kept);
        if (Buffer.isBuffer(kept)) at += count;
      } else if (at > 0) break;
      // It may go on.
      else read.push(undefined);
    }
    return read;
  };
}

/** One read has all of a small file, and what it is need not be asked; 0 where there is nothing to read. */
function readSmall(file: string | Buffer, room: Buffer, at: number): number | NodeJS.ErrnoException {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, openFlags | noFollow);
    return readSync(descriptor, room, at, roomSize - at, 0);
  } catch (error) {
    return error as NodeJS.ErrnoException;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** UTF-16 is left to be read on its own. */
function classify(bytes: Buffer): Ahead {
  if (isArchive(bytes)) return 'archive';
  if (isPlain(bytes)) return bytes;
  if (detectUtf16(bytes) !== undefined) return undefined;
  return isBinary(bytes) ? 'binary' : bytes;
}
