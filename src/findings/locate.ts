import { utf16Length } from '../lib/utf16-length.ts';

/** A position in a file: line and column from 1; columns count UTF-16 code units, as editors and SARIF do. */
export interface Position {
  line: number;
  column: number;
}

/** A position on the way through the bytes, and the next line break from there; -1: none. */
interface Mark extends Position {
  at: number;
  nextBreak: number;
}

/** Bytes between two marks: what going back costs at most. */
const stride = 16 << 10;

/**
 * Makes a function from byte offsets to positions. Offsets are asked for in any order; going forward costs only the
 * bytes between, so a line as long as the file is read once, and going back costs little.
 */
export function createLocator(bytes: Uint8Array, firstLine: number, firstColumn: number): (offset: number) => Position {
  let at = 0;
  let line = firstLine;
  let column = firstColumn;
  let nextBreak = bytes.indexOf(10);
  const marks: Mark[] = [{ at, line, column, nextBreak }];
  const goTo = (offset: number) => {
    for (; nextBreak >= 0 && nextBreak < offset; nextBreak = bytes.indexOf(10, at)) {
      line++;
      column = 1;
      at = nextBreak + 1;
    }
    column += utf16Length(bytes, at, offset);
    at = offset;
  };
  return (offset) => {
    if (offset < at) ({ at, line, column, nextBreak } = marks[Math.floor(offset / stride)]!);
    while (offset >= marks.length * stride) {
      goTo(Math.max(at, characterStart(bytes, marks.length * stride)));
      marks.push({ at, line, column, nextBreak });
    }
    goTo(offset);
    return { line, column };
  };
}

/** The offset, or the start of the UTF-8 character that it lies in. */
function characterStart(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (start > offset - 4 && (bytes[start]! & 0xc0) === 0x80) start--;
  return start;
}

/** Makes a function from byte offsets, mostly going forward, to columns in bytes from 1. */
export function createByteColumns(bytes: Buffer): (offset: number) => number {
  let lineStart = 0;
  let nextBreak = bytes.indexOf(10);
  return (offset) => {
    if (offset < lineStart) {
      lineStart = offset === 0 ? 0 : bytes.lastIndexOf(10, offset - 1) + 1;
      nextBreak = bytes.indexOf(10, lineStart);
    }
    while (nextBreak >= 0 && nextBreak < offset) {
      lineStart = nextBreak + 1;
      nextBreak = bytes.indexOf(10, lineStart);
    }
    return offset - lineStart + 1;
  };
}
