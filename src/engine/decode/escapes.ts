import type { Codec, Encoded } from './index.ts';

/** Escaped pieces are looked at in stretches of this many bytes at most. */
const longestPiece = 4096;
/** No secret fits into less. */
const shortestPiece = 12;

const unicodeEscape = /\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})/g;
const percentEscape = /(?:%[0-9a-fA-F]{2})+/g;
const htmlEscape = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|quot|apos|lt|gt));/g;
const named: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

/**
 * Undoes `\u` and `\x`, percent (RFC 3986) and HTML escapes in the pieces of a line that hold one. All kinds in one
 * go: each on its own would triple the work with every level of nesting.
 */
export function findEscaped(bytes: Uint8Array, escapes: readonly number[]): Encoded[] {
  const found: Encoded[] = [];
  let done = 0;
  for (const at of escapes) {
    if (at < done) continue;
    const { start, end } = pieceRound(bytes, at, done);
    done = end;
    if (end - start < shortestPiece) continue;
    const original = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    const codecs: Codec[] = [];
    let text = original;
    for (const [codec, undo] of steps) {
      const undone = undo(text);
      if (undone !== text) codecs.push(codec);
      text = undone;
    }
    if (codecs.length > 0) found.push({ start, end, codecs, decoded: Buffer.from(text, 'latin1') });
  }
  return found;
}

const steps: readonly (readonly [Codec, (text: string) => string])[] = [
  ['unicode', undoUnicode],
  ['percent', undoPercent],
  ['html', undoHtml],
];

/** The stretch of non-blank bytes round an offset. */
function pieceRound(bytes: Uint8Array, at: number, floor: number): { start: number; end: number } {
  let start = at;
  while (start > floor && at - start < longestPiece && bytes[start - 1]! > 32) start--;
  let end = at;
  while (end < bytes.length && end - at < longestPiece && bytes[end]! > 32) end++;
  return { start, end };
}

function undoUnicode(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(unicodeEscape, (whole, braced?: string, four?: string, two?: string) =>
    fromCode(Number.parseInt(braced ?? four ?? two!, 16), whole),
  );
}

function undoPercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(percentEscape, (whole) => Buffer.from(whole.replaceAll('%', ''), 'hex').toString('latin1'));
}

function undoHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(htmlEscape, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name]!;
    return fromCode(decimal === undefined ? Number.parseInt(hex!, 16) : Number.parseInt(decimal, 10), whole);
  });
}

/** A character as the latin1 form of its UTF-8 bytes; what is no character stays as it was. */
function fromCode(code: number, whole: string): string {
  if (code < 0x80) return String.fromCharCode(code);
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return whole;
  return Buffer.from(String.fromCodePoint(code)).toString('latin1');
}
