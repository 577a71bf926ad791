import { LineSet } from './line-set.ts';

const newline = 10;

/** Bytes; what differs in so few is told without looking which of its lines are known. */
const shortStretch = 256;

/**
 * Tells which lines of a text were in none of the texts before it. Most have nearly all in common with the last one,
 * from the start on and up to the end, which is found at the speed of memory.
 */
export class NewLines {
  /** The text before: the first bytes of `#last`; -1: none. */
  #last = Buffer.allocUnsafe(1 << 16);
  #length = -1;
  /** Lines of the texts so far, each with the line before it; empty until there is need. */
  readonly #known = new LineSet();

  /** Forgets all texts. */
  clear(): void {
    this.#length = -1;
    this.#known.clear();
  }

  /** Forgets the text before: the next has nothing in common with it. */
  clearLast(): void {
    this.#length = -1;
  }

  /** Makes a text the one before the next. */
  keep(bytes: Buffer, start: number, end: number): void {
    if (end - start > this.#last.length) this.#last = Buffer.allocUnsafe((end - start) * 2);
    this.#length = bytes.copy(this.#last, 0, start, end);
  }

  /**
   * Tells stretches of whole lines of the text at `start`: whatever is outside of them stood, with the line before it, in
   * one of the texts that were told or kept. They may be longer than needed.
   */
  tell(bytes: Buffer, start: number, end: number, visit: (start: number, end: number) => void): void {
    const last = this.#last;
    const length = Math.max(0, this.#length);
    const same = countSame(bytes, start, last, 0, Math.min(end - start, length));
    if (same === end - start && (same === length || bytes[end - 1] === newline)) return;
    const from = lineStart(bytes, start, start + same);
    const common = from - start;
    const alike = countSameBack(bytes, end, last, length, Math.min(end - from, length - common));
    let to = end - alike;
    const isLine =
      (to === from || bytes[to - 1] === newline) && (length - alike === common || last[length - alike - 1] === newline);
    if (!isLine) to = lineEnd(bytes, to, end);
    // The line behind has another before it now.
    to = lineEnd(bytes, to, end);
    const isShort = to - from <= shortStretch;
    if (this.#known.count === 0 && !isShort && length > 0) this.#known.enter(last, 0, length);
    if (this.#known.count > 0) this.#known.tellNew(bytes, start, from, to, isShort ? () => {} : visit);
    if ((isShort || this.#known.count === 0) && to > from) visit(from, to);
  }
}

/** Where the line begins that goes on at a place, not before `from`. */
function lineStart(bytes: Buffer, from: number, at: number): number {
  return at <= from ? from : Math.max(from, bytes.lastIndexOf(newline, at - 1) + 1);
}

/** The place behind the line that goes on at a place, not behind `end`. */
function lineEnd(bytes: Buffer, at: number, end: number): number {
  if (at >= end) return end;
  const next = bytes.indexOf(newline, at) + 1;
  return next === 0 || next > end ? end : next;
}

const firstStep = 128;
const largestStep = 1 << 16;

/** How many of the first `length` bytes at two places are the same. */
function countSame(bytes: Buffer, at: number, other: Buffer, otherAt: number, length: number): number {
  let done = 0;
  let step = firstStep;
  while (done < length) {
    const size = Math.min(step, length - done);
    if (bytes.compare(other, otherAt + done, otherAt + done + size, at + done, at + done + size) === 0) {
      done += size;
      step = Math.min(step * 4, largestStep);
    } else if (size <= firstStep) {
      while (bytes[at + done] === other[otherAt + done]) done++;
      return done;
    } else step = Math.max(firstStep, size >> 3);
  }
  return length;
}

/** The same of the last bytes before two places. */
function countSameBack(bytes: Buffer, end: number, other: Buffer, otherEnd: number, length: number): number {
  let done = 0;
  let step = firstStep;
  while (done < length) {
    const size = Math.min(step, length - done);
    const [to, otherTo] = [end - done, otherEnd - done];
    if (bytes.compare(other, otherTo - size, otherTo, to - size, to) === 0) {
      done += size;
      step = Math.min(step * 4, largestStep);
    } else if (size <= firstStep) {
      while (bytes[end - done - 1] === other[otherEnd - done - 1]) done++;
      return done;
    } else step = Math.max(firstStep, size >> 3);
  }
  return length;
}
