import { isText } from './printable.ts';

const shortestHex = 32;

/** Undoes a run of hexadecimal digits; undefined where that gives no text. */
export function decodeHex(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const length = end - start;
  if (length < shortestHex || length % 2 === 1) return undefined;
  const decoded = Buffer.allocUnsafe(length / 2);
  for (let i = 0; i < decoded.length; i++) {
    decoded[i] = (digit(bytes[start + 2 * i]!) << 4) | digit(bytes[start + 2 * i + 1]!);
    // Most runs are hashes: the first bytes tell.
    if (i === 7 && !isText(decoded.subarray(0, 8))) return undefined;
  }
  return isText(decoded) ? decoded : undefined;
}

function digit(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87;
}
