import * as zlib from 'node:zlib';

let table: Uint32Array | undefined;

/** The CRC-32 (as in zlib) of what had `crc` (0: nothing) with `bytes` behind it. By Node.js itself from 20.15 on. */
export const extendCrc32: (crc: number, bytes: Buffer) => number =
  'crc32' in zlib ? (crc, bytes) => (zlib.crc32 as (bytes: Buffer, crc: number) => number)(bytes, crc) : extendSlowly;

/** The same in JavaScript. */
export function extendSlowly(crc: number, bytes: Buffer): number {
  table ??= makeTable();
  let sum = ~crc;
  for (let at = 0; at < bytes.length; at++) sum = table[(sum ^ bytes[at]!) & 0xff]! ^ (sum >>> 8);
  return ~sum >>> 0;
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
    return crc;
  });
}
