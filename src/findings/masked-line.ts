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
export function maskLine(bytes: Uint8Array, own: Mask, masks: readonly Mask[]): MaskedLine {
  const from = lineStartBefore(bytes, own.start);
  const to = Math.max(own.start, lineEndAfter(bytes, own.end));
  let line = '';
  let lineStart = 0;
  let lineEnd = 0;
  let at = from;
  for (const mask of near(masks, from, to)) {
    line += decode(bytes, at, Math.max(at, mask.start));
    const isOwn = mask.start === own.start && mask.end === own.end;
    if (isOwn) lineStart = line.length;
    line += (isOwn ? own : mask).shown.split('\n', 1)[0]!;
    if (isOwn) lineEnd = line.length;
    at = Math.max(at, mask.end);
  }
  if (at < to) line += decode(bytes, at, to);
  return { line: line.trimEnd(), lineStart, lineEnd };
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

function decode(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}
