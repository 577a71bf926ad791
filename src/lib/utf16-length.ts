/** How many UTF-16 code units some UTF-8 bytes decode to; each byte that is no UTF-8 gives one. */
export function utf16Length(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at]! < 0x80) at++;
  if (at === to) return to - from;
  return at - from + Buffer.from(bytes.buffer, bytes.byteOffset + at, to - at).toString('utf8').length;
}
