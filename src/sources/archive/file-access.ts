import { fstatSync, readSync } from 'node:fs';
import type { RandomAccess } from './cursor.ts';

/** The content of an open file. */
export function fileAccess(descriptor: number): RandomAccess {
  const { size } = fstatSync(descriptor);
  return {
    size,
    read: (position, length) => {
      const room = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
      return room.subarray(0, readFully(descriptor, room, position));
    },
  };
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
