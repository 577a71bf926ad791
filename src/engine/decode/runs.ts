import { isText, textClass } from './printable.ts';

/** A run of base64 characters; line breaks inside are part of it where the lines before them are full. */
export interface Run {
  start: number;
  end: number;
  /** Whether all of it is hexadecimal digits. */
  isHex: boolean;
}

const shortestRun = 24;

/** The value of each base64 character, RFC 4648 sections 4 and 5; 255 for other bytes. */
const sextets = new Uint8Array(256).fill(255);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((letter, value) => {
  sextets[letter.charCodeAt(0)] = value;
});
sextets[45] = 62;
sextets[95] = 63;

/** 1 for each byte that is no base64 character. */
const others = sextets.map((sextet) => (sextet === 255 ? 1 : 0));
/** 1 for each hexadecimal digit. */
const hexDigits = new Uint8Array(256);
for (const digit of Buffer.from('0123456789abcdefABCDEF')) hexDigits[digit] = 1;

/**
 * The runs that begin like text when decoded. It looks at every 24th byte and back from there, eight bytes at a time:
 * where that meets another byte, no run reaches across it, and the next look is 24 bytes after that one. A text that
 * `isCut` may begin inside a run: at which of its four characters a group begins, the first nine bytes tell.
 */
export function findRuns(bytes: Uint8Array, isCut: boolean): Run[] {
  const runs: Run[] = [];
  const { length } = bytes;
  let start = 0;
  for (let probe = start + shortestRun - 1; probe < length; probe = start + shortestRun - 1) {
    let back = probe;
    let found = othersBefore(bytes, back);
    while (found === 0 && back > start + 7) {
      back -= 8;
      found = othersBefore(bytes, back);
    }
    if (found !== 0) {
      start = back - (31 - Math.clz32(found & -found)) + 1;
      continue;
    }
    let end = probe + 1;
    while (end + 8 <= length && othersBefore(bytes, end + 7) === 0) end += 8;
    while (end < length && sextets[bytes[end]!]! !== 255) end++;
    if (isCut && start === 0) start = firstGroup(bytes);
    const isHex = hexDigits[bytes[start]!] === 1 && isHexRun(bytes, start, end);
    if (isHex || beginsLikeText(bytes, start)) {
      end = joinLines(bytes, start, end);
      runs.push({ start, end, isHex });
    }
    start = end + 1;
  }
  return runs;
}

/** Which of the eight bytes up to `at` are no base64 characters, the last one in the lowest bit: no branch to mispredict. */
function othersBefore(bytes: Uint8Array, at: number): number {
  return (
    others[bytes[at]!]! |
    (others[bytes[at - 1]!]! << 1) |
    (others[bytes[at - 2]!]! << 2) |
    (others[bytes[at - 3]!]! << 3) |
    (others[bytes[at - 4]!]! << 4) |
    (others[bytes[at - 5]!]! << 5) |
    (others[bytes[at - 6]!]! << 6) |
    (others[bytes[at - 7]!]! << 7)
  );
}

function firstGroup(bytes: Uint8Array): number {
  for (let start = 0; start < 4; start++) if (beginsLikeText(bytes, start)) return start;
  return 0;
}

/** Whether the first 9 bytes decode to ASCII text: refuses nearly all identifiers, hashes and binary at once. */
function beginsLikeText(bytes: Uint8Array, start: number): boolean {
  for (let i = start; i < start + 12; i += 4) {
    const bits = word(bytes, i);
    if (textClass[bits >> 16] !== 1 || textClass[(bits >> 8) & 255] !== 1 || textClass[bits & 255] !== 1) return false;
  }
  return true;
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (sextets[bytes[at]!]! << 18) |
    (sextets[bytes[at + 1]!]! << 12) |
    (sextets[bytes[at + 2]!]! << 6) |
    sextets[bytes[at + 3]!]!
  );
}

function isHexRun(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (hexDigits[bytes[i]!] === 0) return false;
  return true;
}

/** A full line (60 characters or more, a multiple of four) goes on in the next one, after the same kind of break. */
function joinLines(bytes: Uint8Array, start: number, end: number): number {
  let lineStart = start;
  for (;;) {
    const width = end - lineStart;
    if (width < 60 || width % 4 !== 0) return end;
    let next = end;
    while (next < bytes.length && next < end + 80 && isBlank(bytes[next]!)) next++;
    if (next === end || !hasBreak(bytes, end, next)) return end;
    let stop = next;
    while (stop < bytes.length && stop - next <= width && sextets[bytes[stop]!]! !== 255) stop++;
    if (stop === next || stop - next > width) return end;
    lineStart = next;
    end = stop;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function hasBreak(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === 10) return true;
  return false;
}

/** Undoes a run of base64 or base64url, blanks inside left out; undefined where that gives no text. */
export function decodeBase64(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const decoded = Buffer.allocUnsafe(Math.ceil(((end - start) * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (let i = start; i < end; i++) {
    const value = sextets[bytes[i]!]!;
    if (value === 255) continue;
    bits = (bits << 6) | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      const byte = (bits >> count) & 255;
      if (textClass[byte] === 0) return undefined;
      decoded[length++] = byte;
    }
    bits &= 0x3fff;
  }
  const text = decoded.subarray(0, length);
  return length >= 12 && isText(text) ? text : undefined;
}
