import { constants, createReadStream, existsSync, openSync, realpathSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { descriptorOf } from '../lib/descriptor-of.ts';
import { openStdin } from './stdin.ts';

/** A path that the user named and that is to be read as it comes: a pipe in the file system, or an open descriptor. */
export interface NamedStream {
  /** Absolute; real where it is a pipe in the file system. */
  full: string;
  /** Of ours, where the path stands for one. */
  descriptor?: number;
}

/**
 * The stream at a path, undefined where it is a file or folder. Throws the system's error where it does not exist, and one
 * with the code `special-file` for what might never end, such as a device.
 */
export function findStream(given: string, cwd: string): NamedStream | undefined {
  const path = resolve(cwd, given);
  const descriptor = descriptorOf(path);
  const stats = statSync(path);
  if (stats.isDirectory()) return undefined;
  if (descriptor !== undefined) {
    // A shell's here-document is a file that is deleted already.
    if (stats.isFile()) return existsSync(realpathOf(path)) ? undefined : { full: path, descriptor };
    if (stats.isFIFO() || stats.isSocket() || descriptor === 0) return { full: path, descriptor };
  }
  if (stats.isFile()) return undefined;
  if (stats.isFIFO()) return { full: realpathSync.native(path) };
  throw Object.assign(new Error(`is ${kindOf(stats)}, which is not scanned`), { code: 'special-file' });
}

/** Opens it without waiting for whoever writes. */
export async function openStream({ full, descriptor }: NamedStream): Promise<Readable> {
  if (descriptor === 0) return openStdin();
  if (descriptor !== undefined && statSync(full).isFile()) return createReadStream('', { fd: descriptor });
  const { Socket } = await import('node:net');
  const fd = descriptor ?? openSync(full, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

function realpathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return '';
  }
}

function kindOf(stats: Stats): string {
  if (stats.isSocket()) return 'a socket';
  return stats.isCharacterDevice() || stats.isBlockDevice() ? 'a device' : 'a special file';
}
