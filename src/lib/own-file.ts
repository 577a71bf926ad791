import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { crypto } from './lazy-crypto.ts';

/** A file that only we write, and which state of it this is. */
export interface OwnFile {
  bytes: Buffer;
  stamp: string;
}

/** What stands in the way of using a file. */
export class OwnFileError extends Error {}

/**
 * Reads a file of our own; undefined where there is none. Throws `OwnFileError` where it is no plain file, too large or
 * somebody else could have written it, and the system's error where it cannot be read.
 */
export function readOwnFile(path: string, maxSize: number): OwnFile | undefined {
  let descriptor: number | undefined;
  try {
    // A pipe would be waited for, and a link leads elsewhere.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new OwnFileError('it is no regular file');
    if (!isOurs(stats)) throw new OwnFileError('others may write to it');
    if (stats.size > maxSize) throw new OwnFileError(`it has ${stats.size} bytes`);
    return { bytes: readFileSync(descriptor), stamp: stampOf(stats) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Which state of a file this is; undefined where there is none. */
export function ownFileStamp(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats && stampOf(stats);
}

/** Replaces a file whole or not at all, its folder made where it is missing; nobody else can read either. Gives the file's stamp. */
export function writeOwnFile(path: string, bytes: Uint8Array): string | undefined {
  const temporary = `${path}.${process.pid}-${crypto().randomBytes(6).toString('hex')}`;
  makeOwnFolder(dirname(path));
  try {
    writeFileSync(temporary, bytes, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
    return ownFileStamp(path);
  } catch (error) {
    try {
      unlinkSync(temporary);
    } catch {}
    throw error;
  }
}

function makeOwnFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const stats = lstatSync(path);
  if (stats.isDirectory() && !isOurs(stats)) throw new OwnFileError(`others may write to ${path}`);
}

function isOurs({ uid, mode }: { uid: number; mode: number }): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

function stampOf({ ino, size, mtimeMs }: { ino: number; size: number; mtimeMs: number }): string {
  return `${ino}:${size}:${mtimeMs}`;
}
