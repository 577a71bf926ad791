/** A position in a file: line and column from 1; columns count UTF-16 code units, as editors and SARIF do. */
export interface Position {
  line: number;
  column: number;
}

/**
 * Makes a function from byte offsets to positions. Offsets are asked for in any order; going forward costs only the
 * bytes between, so a line as long as the file is read once.
 */
export function createLocator(bytes: Uint8Array, firstLine: number, firstColumn: number): (offset: number) => Position {
  let at = 0;
  let line = firstLine;
  let column = firstColumn;
  return (offset) => {
    if (offset < at) {
      at = 0;
      line = firstLine;
      column = firstColumn;
    }
    for (let next = bytes.indexOf(10, at); next >= 0 && next < offset; next = bytes.indexOf(10, at)) {
      line++;
      column = 1;
      at = next + 1;
    }
    column += utf16Units(bytes, at, offset);
    at = offset;
    return { line, column };
  };
}

/** Code units of UTF-8 text: one a character, two for those of four bytes; stray bytes count as one. */
function utf16Units(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80 || byte >= 0xc0) units++;
    if (byte >= 0xf0) units++;
  }
  return units;
}
