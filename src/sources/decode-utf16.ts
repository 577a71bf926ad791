export type Order = 'little' | 'big';

const sampleUnits = 2048;
const blockBytes = 1 << 20;

/**
 * The UTF-8 form of text in UTF-16, with or without a byte order mark (which is dropped); undefined for anything
 * else. Without a mark most of the first 4 kB must be ASCII characters. The mark: Unicode 15, section 23.8.
 */
export function decodeUtf16(bytes: Uint8Array): Buffer | undefined {
  const found = detectUtf16(bytes);
  return found && transcode(bytes.subarray(found.start), found.order);
}

/** The byte order of UTF-16 text and where it starts, after its mark; undefined for anything else. */
export function detectUtf16(bytes: Uint8Array): { order: Order; start: number } | undefined {
  const marked = readMark(bytes);
  const order = marked ?? guessOrder(bytes);
  if (!order) return undefined;
  const start = marked ? 2 : 0;
  return looksLikeText(bytes, start, order, marked ? 0 : 0.6) ? { order, start } : undefined;
}

function readMark(bytes: Uint8Array): Order | undefined {
  const isUtf32 = bytes.length >= 4 && bytes[2] === 0 && bytes[3] === 0;
  if (bytes[0] === 0xff && bytes[1] === 0xfe && !isUtf32) return 'little';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'big' : undefined;
}

/** The byte order in which more of the text is ASCII; at least four characters are needed. */
function guessOrder(bytes: Uint8Array): Order | undefined {
  const end = Math.min(bytes.length & ~1, sampleUnits * 2);
  if (end < 8) return undefined;
  let little = 0;
  let big = 0;
  for (let at = 0; at < end; at += 2) {
    if (bytes[at + 1] === 0) little++;
    if (bytes[at] === 0) big++;
  }
  if (little === big) return undefined;
  return little > big ? 'little' : 'big';
}

/** Whether at most 5 % of the first characters cannot stand in text, and enough of them are ASCII. */
function looksLikeText(bytes: Uint8Array, start: number, order: Order, leastAscii: number): boolean {
  const units = Math.min((bytes.length - start) >> 1, sampleUnits);
  const low = order === 'little' ? 0 : 1;
  let bad = 0;
  let ascii = 0;
  let isAfterHigh = false;
  for (let index = 0; index < units; index++) {
    const at = start + index * 2;
    const unit = bytes[at + low]! | (bytes[at + 1 - low]! << 8);
    const isLow = unit >= 0xdc00 && unit < 0xe000;
    if (isLow !== isAfterHigh || unit >= 0xfffe || isControl(unit)) bad++;
    else if (unit < 0x80) ascii++;
    isAfterHigh = unit >= 0xd800 && unit < 0xdc00;
  }
  return bad <= units * 0.05 && ascii >= units * leastAscii;
}

function isControl(unit: number): boolean {
  return (unit < 0x20 && (unit < 9 || unit > 13) && unit !== 0x1b) || unit === 0x7f;
}

/** In blocks, as one string can hold no more than 512 MB. */
function transcode(bytes: Uint8Array, order: Order): Buffer {
  const blocks: Buffer[] = [];
  const length = bytes.length & ~1;
  for (let start = 0; start < length; ) {
    let end = Math.min(start + blockBytes, length);
    const lastHigh = bytes[order === 'little' ? end - 1 : end - 2]!;
    if (end < length && lastHigh >= 0xd8 && lastHigh < 0xdc) end -= 2;
    const block = Buffer.from(bytes.subarray(start, end));
    if (order === 'big') block.swap16();
    blocks.push(Buffer.from(block.toString('utf16le')));
    start = end;
  }
  return Buffer.concat(blocks);
}
