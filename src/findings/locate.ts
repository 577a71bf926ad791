import { utf16Length } from '../lib/utf16-length.ts';

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
  let nextBreak = bytes.indexOf(10);
  return (offset) => {
    if (offset < at) {
      at = 0;
      line = firstLine;
      column = firstColumn;
      nextBreak = bytes.indexOf(10);
    }
    for (; nextBreak >= 0 && nextBreak < offset; nextBreak = bytes.indexOf(10, at)) {
      line++;
      column = 1;
      at = nextBreak + 1;
    }
    column += utf16Length(bytes, at, offset);
    at = offset;
    return { line, column };
  };
}
