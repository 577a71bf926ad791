/** A span of the fragment's bytes and what is shown in its place. */
export interface Mask {
  start: number;
  end: number;
  shown: string;
}

export interface MaskedLine {
  line: string;
  /** Where the finding's own mask stands, in UTF-16 code units from 0. */
  lineStart: number;
  lineEnd: number;
}

/** Bytes of context to either side of the secret. */
const reach = 100;

/** The line round a mask with every mask on it applied; `masks` are in order of place, one a place, and do not overlap. */
export function maskLine(bytes: Buffer, own: Mask, masks: readonly Mask[]): MaskedLine {
  const from = lineStartBefore(bytes, own.start);
  const to = Math.max(own.start, lineEndAfter(bytes, own.end));
  const decode = createDecoder(bytes, from, to);
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string) => {
    pieces.push(piece);
    length += piece.length;
  };
  let lineStart = 0;
  let lineEnd = 0;
  let at = from;
  for (const mask of near(masks, from, to)) {
    add(decode(at, Math.max(at, mask.start)));
    const isOwn = mask.start === own.start && mask.end === own.end;
    if (isOwn) lineStart = length;
    add((isOwn ? own : mask).shown.split('\n', 1)[0]!);
    if (isOwn) lineEnd = length;
    at = Math.max(at, mask.end);
  }
  if (at < to) add(decode(at, to));
  // Joined, not added up: strings that are sums keep all their parts in memory.
  return { line: pieces.join('').trimEnd(), lineStart, lineEnd };
}

/** The masks that touch a window, found by halving: a line can hold thousands. */
function near(masks: readonly Mask[], from: number, to: number): Mask[] {
  let low = 0;
  let high = masks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (masks[middle]!.end <= from) low = middle + 1;
    else high = middle;
  }
  let stop = low;
  while (stop < masks.length && masks[stop]!.start < to) stop++;
  return masks.slice(low, stop);
}

/** Start of the line or of the window, never inside a UTF-8 sequence. */
function lineStartBefore(bytes: Uint8Array, at: number): number {
  let from = at;
  while (from > 0 && at - from < reach && bytes[from - 1] !== 10) from--;
  while (from < at && isContinuation(bytes[from]!)) from++;
  return from;
}

function lineEndAfter(bytes: Uint8Array, at: number): number {
  let to = at;
  while (to < bytes.length && to - at < reach && bytes[to] !== 10) to++;
  while (to > at && to < bytes.length && isContinuation(bytes[to]!)) to--;
  return to;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

/** Bytes as text. Mostly each is a character, and the whole window is decoded at once. */
function createDecoder(bytes: Buffer, from: number, to: number): (start: number, end: number) => string {
  const text = bytes.toString('utf8', from, to);
  if (text.length === to - from) return (start, end) => text.slice(start - from, end - from);
  return (start, end) => bytes.toString('utf8', start, end);
}
