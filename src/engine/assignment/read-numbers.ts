import type { ValueSpan } from './read-value.ts';

/** What may stand between the sign and the first number: `new byte[] {`, `[]byte{`, `bytes([`, `[u8; 16] = [`. */
const opener =
  /(?:new\s{1,4}[A-Za-z_]\w{0,12}\s?\[\d{0,4}\]\s{0,4}|\[\d{0,4}\](?:byte|uint8)|\[u8;\s?\w{1,20}\]\s?=\s?|(?:bytearray|bytes|byteArrayOf|Uint8Array\.of|new Uint8Array|Buffer\.from|Array)\(|vec!|@|&)?\s{0,4}[[({]{1,2}\s{0,40}(?=[-(\d])/y;
/** What an opener may begin with. */
const first = '[({&@nbBUAv';
/** 16 numbers or more, of a byte each, with what casts them. */
const numbers =
  /(?:(?:\((?:byte|sbyte|char|uint8_t|unsigned char)\)\s?)?-?(?:0[xX][0-9a-fA-F]{1,2}|\d{1,3})(?:u8|[uU])?(?:\.toByte\(\))?(?:\s{0,20},\s{0,40}|(?=\s{0,40}[\])}]))){16,520}/y;
const each = /-?(?:0[xX][0-9a-fA-F]{1,2}|\d{1,3})/g;

/** Reads a list of at least 16 numbers that begins at `at`; its quote is `[`, whatever its brackets. */
export function readNumbers(text: string, at: number): ValueSpan | undefined {
  if (!first.includes(text.charAt(at))) return undefined;
  opener.lastIndex = at;
  if (!opener.test(text)) return undefined;
  const valueStart = opener.lastIndex;
  numbers.lastIndex = valueStart;
  if (!numbers.test(text)) return undefined;
  return { valueStart, valueEnd: numbers.lastIndex, quote: '[', isWrapped: false };
}

/** The bytes that such a list spells; undefined where a number is none of a byte. */
export function bytesOf(list: string): number[] | undefined {
  const bytes = [...list.matchAll(each)].map(([digits]) =>
    digits.startsWith('-') ? Number(digits) + 256 : Number(digits),
  );
  return bytes.every((byte) => byte >= 0 && byte <= 255) ? bytes : undefined;
}
