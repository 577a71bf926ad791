/** Bytes that git looks at (`FIRST_FEW_BYTES` in its xdiff-interface.c). */
const sniffed = 8000;

/** Whether content is no text: a NUL byte near its start, the test that git applies. UTF-16 is to be decoded before. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, sniffed).includes(0);
}
