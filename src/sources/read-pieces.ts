import { utf16Length } from '../lib/utf16-length.ts';
import type { SourceSink } from '../model/source.ts';
import { isArchive } from './archive/kinds.ts';
import { detectUtf16 } from './decode-utf16.ts';
import { isBinary } from './is-binary.ts';
import { transcodeUtf16 } from './transcode-utf16.ts';

/** Files up to this size are scanned in one piece; longer ones in pieces of it. */
export const pieceSize = 1 << 20;
/** How much of a piece the next one repeats, so that what stands across the seam is whole in one of them. */
export const seam = 64 << 10;

/** Room to be filled: up to `limit` bytes into `target` from `offset` on. */
export interface Room {
  target: Buffer;
  offset: number;
  limit: number;
}

/** Fills some of a room; gives how many bytes, 0 at the end of the content. */
export type ReadInto = (target: Buffer, offset: number, limit: number) => number;

/** Work that asks for bytes as it goes, and is told how many came: the same for files and for what arrives later. */
export type Reading<Result> = Generator<Room, Result, number>;

/**
 * Scans content of any length through one buffer of `pieceSize` bytes: `read` is called until it gives no more.
 * Returns the number of bytes, or undefined where it is binary or an archive and was left out; the buffer then has its
 * beginning.
 */
export function readPieces(path: string, buffer: Buffer, read: ReadInto, sink: SourceSink): number | undefined {
  const reading = scanPieces(path, buffer, sink);
  let step = reading.next(0);
  while (!step.done) step = reading.next(read(step.value.target, step.value.offset, step.value.limit));
  return step.value;
}

/** The same for content that has to be waited for. */
export async function readPiecesAsync(
  path: string,
  buffer: Buffer,
  read: (room: Room) => number | Promise<number>,
  sink: SourceSink,
): Promise<number | undefined> {
  const reading = scanPieces(path, buffer, sink);
  let step = reading.next(0);
  while (!step.done) {
    const count = read(step.value);
    step = reading.next(typeof count === 'number' ? count : await count);
  }
  return step.value;
}

function* scanPieces(path: string, buffer: Buffer, sink: SourceSink): Reading<number | undefined> {
  let filled = yield* fill(buffer, 0);
  const utf16 = detectIfEncoded(buffer.subarray(0, filled));
  let more = fill;
  if (utf16 !== undefined) {
    more = transcodeUtf16(Buffer.from(buffer.subarray(utf16.start, filled)), utf16.order);
    filled = yield* more(buffer, 0);
  } else if (isBinary(buffer.subarray(0, filled)) || isArchive(buffer.subarray(0, filled))) return undefined;
  const place = { line: 1, column: 1, offset: 0 };
  for (let ownStart = 0; ; ) {
    const isLast = filled < buffer.length;
    emit(path, buffer.subarray(0, filled), place, ownStart, isLast, sink);
    if (isLast) return place.offset + filled;
    const repeated = repeatFrom(buffer);
    advance(place, buffer.subarray(0, repeated));
    buffer.copyWithin(0, repeated, filled);
    const carried = filled - repeated;
    ownStart = carried - seam / 2;
    filled = carried + (yield* more(buffer, carried));
  }
}

/** Where a full buffer's seam begins: never inside a character of UTF-8. */
function repeatFrom(buffer: Buffer): number {
  let at = buffer.length - seam;
  while (at > buffer.length - seam - 4 && (buffer[at]! & 0xc0) === 0x80) at--;
  return at;
}

/** UTF-16 has a mark or zero bytes: only such content is worth the closer look. */
function detectIfEncoded(bytes: Buffer): ReturnType<typeof detectUtf16> {
  return isPlain(bytes) ? undefined : detectUtf16(bytes);
}

/** Whether content can be neither binary nor UTF-16. */
export function isPlain(bytes: Buffer): boolean {
  const isMarked = bytes[0]! >= 0xfe && bytes[1]! >= 0xfe;
  return !isMarked && !isBinary(bytes);
}

/** Scans plain text (see `isPlain`) that is whole in memory, as `readPieces` does content of any kind and length. */
export function scanWhole(path: string, text: Buffer, sink: SourceSink): void {
  emit(path, text, { line: 1, column: 1, offset: 0 }, 0, true, sink);
  sink.fileDone(path, text.length);
}

/** Fills a buffer to its end or to that of the content; gives how many bytes came. */
function* fill(buffer: Buffer, from: number): Reading<number> {
  let filled = from;
  while (filled < buffer.length) {
    const count = yield { target: buffer, offset: filled, limit: buffer.length - filled };
    if (count === 0) break;
    filled += count;
  }
  return filled - from;
}

interface Place {
  line: number;
  column: number;
  offset: number;
}

/** A match belongs to the piece in whose own part it starts: the seam's first half to this piece, its second to the next. */
function emit(path: string, bytes: Buffer, place: Place, ownStart: number, isLast: boolean, sink: SourceSink): void {
  sink.fragment({
    path,
    bytes,
    firstLine: place.line,
    firstColumn: place.column,
    offset: place.offset,
    ownStart,
    ownEnd: isLast ? Number.POSITIVE_INFINITY : bytes.length - seam / 2,
  });
}

/** Moves a place over bytes that will not be seen again. */
function advance(place: Place, bytes: Buffer): void {
  place.offset += bytes.length;
  const lastBreak = bytes.lastIndexOf(10);
  if (lastBreak >= 0) {
    place.column = 1;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) place.line++;
  }
  place.column += utf16Length(bytes, lastBreak + 1, bytes.length);
}
