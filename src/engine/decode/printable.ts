/** Printable ASCII, tab and line breaks: 1; the bytes of UTF-8 sequences: 2; else 0. */
export const textClass = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13
    ? 1
    : byte >= 0xc2 && byte < 0xf5
      ? 2
      : byte >= 0x80 && byte < 0xc0
        ? 2
        : 0,
);

/** Whether decoded bytes are text: no control characters, and at most a tenth of them outside ASCII. */
export function isText(bytes: Uint8Array): boolean {
  let beyond = 0;
  for (const byte of bytes) {
    const kind = textClass[byte]!;
    if (kind === 0) return false;
    if (kind === 2) beyond++;
  }
  return beyond * 10 <= bytes.length;
}
