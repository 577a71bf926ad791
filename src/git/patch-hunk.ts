/** One hunk as it is after the change: its context and the added lines. */
export interface PatchHunk {
  /** Number of its first line in the new file, from 1. */
  firstLine: number;
  /** Valid only during the call. */
  bytes: Buffer;
  /** Added lines as pairs: number of the first, and of the one behind the last. Of a merge: new to all parents. */
  added: number[];
}

const newline = 10;
const space = 32;
const plus = 43;
const minus = 45;
const backslash = 92;

/** Longer pieces are copied by one call; below, a loop is faster (714 against 549 MB/s at 40 bytes a line). */
const longPiece = 48;
const smallBuffer = 1 << 16;
const largestKept = 1 << 24;

/**
 * Reads the lines of one hunk after another, as they come. Lines are counted, so that no content can pass for the
 * end of the hunk. Combined diffs (https://git-scm.com/docs/diff-format) have one column for each parent; without
 * context git counts their lines wrongly (`-76,18446744073709551615`), so that they end where no line has such columns.
 */
export class HunkReader {
  private buffer = Buffer.allocUnsafe(smallBuffer);
  private length = 0;
  private firstLine = 1;
  private line = 1;
  private added: number[] = [];
  /** How many lines are to come, after the change and in each parent. */
  private leftNew = 0;
  private leftOld: number[] = [];
  /** The columns of the current line, and how many of them were read. */
  private columns: number[] = [];
  private column = 0;
  private isKept = false;

  /** Begins a hunk; false if the line (without its newline) is no hunk header. */
  start(header: string): boolean {
    const plain = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(header);
    if (plain) this.begin([Number(plain[1] ?? 1)], Number(plain[3] ?? 1), Number(plain[2]));
    return plain !== null || this.startCombined(header);
  }

  private startCombined(header: string): boolean {
    const match = /^@@(@+) ((?:-\d+(?:,\d+)? )+)\+(\d+)(?:,(\d+))? @@/.exec(header);
    const old = match?.[2]?.trim().split(' ') ?? [];
    if (!match || old.length !== match[1]!.length + 1) return false;
    const counts = old.map((range) => Number(range.split(',')[1] ?? 1));
    this.begin(counts, Number(match[4] ?? 1), Number(match[3]));
    return true;
  }

  private begin(leftOld: number[], leftNew: number, firstLine: number): void {
    this.leftOld = leftOld;
    this.leftNew = leftNew;
    this.firstLine = Math.max(firstLine, 1);
    this.line = this.firstLine;
    this.length = 0;
    this.added = [];
    this.columns = leftOld.map(() => 0);
    this.column = 0;
    this.isKept = false;
    if (this.buffer.length > largestKept) this.buffer = Buffer.allocUnsafe(smallBuffer);
  }

  /** Whether all of its lines were read; a note on a missing newline may still follow. */
  get isComplete(): boolean {
    if (this.isCombined) return this.column === 0;
    return this.column === 0 && this.leftNew === 0 && this.leftOld[0] === 0 && this.leftOld.every(isZero);
  }

  private get isCombined(): boolean {
    return this.columns.length > 1;
  }

  /** Takes up what belongs to the hunk from `at` on; gives the offset behind that. Throws if it is malformed. */
  read(chunk: Buffer, at: number): number {
    const width = this.columns.length;
    let position = at;
    if (width === 1 && this.column === 0) position = this.readWholeLines(chunk, at);
    while (position < chunk.length) {
      if (this.column < width) {
        const byte = chunk[position]!;
        if (this.column === 0 && byte !== backslash && this.isComplete && !(this.isCombined && isColumn(byte))) {
          return position;
        }
        this.readColumn(byte);
        position++;
        continue;
      }
      const found = chunk.indexOf(newline, position);
      const end = found === -1 ? chunk.length : found + 1;
      if (this.isKept) this.append(chunk, position, end);
      if (found !== -1) this.column = 0;
      position = end;
    }
    return position;
  }

  /**
   * Takes up added and lost lines of a plain diff as long as they end in the chunk; gives the offset of what is left.
   * One loop over the bytes: histories have millions of short lines.
   */
  private readWholeLines(chunk: Buffer, at: number): number {
    const needed = this.length + chunk.length - at;
    if (needed > this.buffer.length) this.grow(needed);
    const { buffer, added } = this;
    const last = chunk.lastIndexOf(newline);
    let position = at;
    let { length, leftNew, line } = this;
    let leftOld = this.leftOld[0]!;
    let isKept = false;
    while (position < last) {
      const kind = chunk[position];
      if (kind === plus && leftNew > 0) {
        let byte: number;
        do {
          byte = chunk[++position]!;
          buffer[length++] = byte;
        } while (byte !== newline);
        if (added[added.length - 1] === line) added[added.length - 1] = ++line;
        else added.push(line, ++line);
        leftNew--;
        isKept = true;
      } else if (kind === minus && leftOld > 0) {
        while (chunk[++position] !== newline);
        leftOld--;
        isKept = false;
      } else break;
      position++;
    }
    if (position > at) this.isKept = isKept;
    this.length = length;
    this.leftNew = leftNew;
    this.line = line;
    this.leftOld[0] = leftOld;
    return position;
  }

  /** The hunk that was read. */
  take(): PatchHunk {
    return { firstLine: this.firstLine, bytes: this.buffer.subarray(0, this.length), added: this.added };
  }

  private readColumn(byte: number): void {
    if (byte === backslash && this.column === 0) {
      if (this.isKept) this.length--;
      this.isKept = false;
      this.column = this.columns.length;
      return;
    }
    this.columns[this.column++] = byte;
    if (this.column === this.columns.length) this.beginLine();
  }

  /** Counts a line by its columns: it was lost where one of them has a minus. */
  private beginLine(): void {
    let isAdded = true;
    let isLost = false;
    for (let parent = 0; parent < this.columns.length; parent++) {
      const column = this.columns[parent];
      if (!isColumn(column!)) throw malformed();
      if (column !== plus) isAdded = false;
      if (column === minus) isLost = true;
    }
    if (!isAdded) this.countOld(isLost ? minus : space);
    this.isKept = !isLost;
    if (isLost) return;
    if (--this.leftNew < 0 && !this.isCombined) throw malformed();
    if (isAdded) this.addLine();
    this.line++;
  }

  /** A line stood in each parent whose column is this. */
  private countOld(taken: number): void {
    for (let parent = 0; parent < this.columns.length; parent++) {
      if (this.columns[parent] === taken && --this.leftOld[parent]! < 0 && !this.isCombined) throw malformed();
    }
  }

  private addLine(): void {
    const { added, line } = this;
    if (added[added.length - 1] === line) added[added.length - 1] = line + 1;
    else added.push(line, line + 1);
  }

  private append(chunk: Buffer, start: number, end: number): void {
    const needed = this.length + end - start;
    if (needed > this.buffer.length) this.grow(needed);
    const { buffer } = this;
    if (end - start >= longPiece) chunk.copy(buffer, this.length, start, end);
    else for (let from = start, to = this.length; from < end; from++, to++) buffer[to] = chunk[from]!;
    this.length = needed;
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

function isColumn(byte: number): boolean {
  return byte === space || byte === plus || byte === minus;
}

function isZero(left: number): boolean {
  return left === 0;
}

/** The text itself stays out of the message: it may hold a secret. */
export function malformed(): Error {
  return new Error('git gave a patch with a line that fits nowhere, or with too few lines');
}
