import { canFollowName, isBreak, isLetter, isNameChar, isQuote } from './chars.ts';
import { longestName } from './read-joint.ts';
import type { Syntax } from './syntax.ts';

/** Something whose syntax is worked out only when asked for. */
interface HasSyntax {
  readonly syntax: Syntax;
}

/** Where the name that holds the keyword ending at `end` ends. */
export function findNameEnd(bytes: Uint8Array, end: number): number {
  const limit = Math.min(bytes.length, end + longestName);
  let nameEnd = end;
  while (nameEnd < limit && isNameChar(bytes[nameEnd]!)) nameEnd++;
  // `.` and `-` end a sentence or a flag, not a name.
  while (nameEnd > end && (bytes[nameEnd - 1] === 46 || bytes[nameEnd - 1] === 45)) nameEnd--;
  return nameEnd;
}

/**
 * Whether `readJoint` may find something behind the name that ends at `nameEnd`: a first look at the bytes, which
 * refuses four names in five, so that most files need not be made text. True where it cannot tell at once.
 */
export function mayJoin(bytes: Uint8Array, start: number, nameEnd: number, file: HasSyntax): boolean {
  if (nameEnd >= bytes.length || !canFollowName(bytes[nameEnd]!)) return false;
  let at = nameEnd;
  let isQuoted = false;
  for (let closers = 0; closers < 4; closers++) {
    const code = byteAt(bytes, at);
    if (isQuote(code)) isQuoted = true;
    else if (code !== 92 && code !== 93 && code !== 42 && !(code === 41 && isQuoted)) break;
    at++;
  }
  const spaced = skipSpace(bytes, at);
  const code = byteAt(bytes, spaced);
  if (!isLetter(code) && code !== 95) {
    const sign = maySign(bytes, spaced, code, isQuoted, file);
    if (sign !== true && (code === 44 || code === 41) && isColumn(bytes, start)) return true;
    if (sign !== undefined) return sign;
  }
  if (isBreak(code)) return isQuoted || file.syntax === 'yaml';
  if (isQuoted) return isValueKey(bytes, spaced, code) || isEquals(bytes, spaced, code);
  if ((bytes[nameEnd - 1]! | 32) === 121 && (byteAt(bytes, nameEnd - 2) | 32) === 98) return true;
  return spaced > at && maySpace(bytes, start, spaced, file);
}

function byteAt(bytes: Uint8Array, at: number): number {
  return at < bytes.length ? bytes[at]! : 0;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  const end = Math.min(bytes.length, from + 200);
  let at = from;
  while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at++;
  return at;
}

/** Whether a sign joins; undefined where there is none. */
function maySign(bytes: Uint8Array, at: number, code: number, isQuoted: boolean, file: HasSyntax): boolean | undefined {
  const next = byteAt(bytes, at + 1);
  switch (code) {
    case 61:
      return next !== 126;
    case 58:
      return next !== 58;
    case 40: {
      const argument = byteAt(bytes, skipSpace(bytes, at + 1));
      return isQuote(argument) || argument === 92;
    }
    case 44:
      return isQuoted || mayOpenPair(bytes, at);
    case 46:
      return isQuoted || undefined;
    case 38:
      return next === 35 || next === 113 || undefined;
    case 91:
      return next === 93 || (next >= 48 && next <= 57) || undefined;
    case 123:
      return isQuoted || isQuote(byteAt(bytes, skipSpace(bytes, at + 1))) || undefined;
    case 41:
      return next === 46 || next === 41 || byteAt(bytes, skipSpace(bytes, at + 1)) === 123 || undefined;
    case 62:
      return true;
    case 33:
    case 43:
      return next === 61 ? true : undefined;
    case 45:
      return next === 62 ? true : undefined;
    case 60:
    case 63:
    case 124:
      return next === 61 || next === 58 || next === 45 || next === 62 || next === 47 || next === code
        ? true
        : code === 124 && file.syntax === 'prose'
          ? true
          : undefined;
    default:
      return undefined;
  }
}

/** What `readSpaced` takes: only space stands between the name and what begins at `at`. */
function maySpace(bytes: Uint8Array, start: number, at: number, file: HasSyntax): boolean {
  const code = byteAt(bytes, at);
  // More space than is skipped.
  if (code === 32 || code === 9) return true;
  if (
    isQuote(code) ||
    (code === 64 && byteAt(bytes, at + 1) === 34) ||
    isEquals(bytes, at, code) ||
    isValueKey(bytes, at, code)
  )
    return true;
  if ((code | 32) === 105 && (byteAt(bytes, at + 1) | 32) === 115) return true;
  if ((code | 32) === 98 && (byteAt(bytes, at + 1) | 32) === 121) return true;
  if (isLongRun(bytes, at) || isOption(bytes, start)) return true;
  const kind = file.syntax;
  if (kind === 'settings' || kind === 'shell' || kind === 'unknown') return true;
  return (kind === 'code' || kind === 'json') && mayType(bytes, at, code);
}

/** `eq` */
function isEquals(bytes: Uint8Array, at: number, code: number): boolean {
  return code === 101 && byteAt(bytes, at + 1) === 113;
}

/** A quote, or the beginning of `value`, `content` or `default`. */
function isValueKey(bytes: Uint8Array, at: number, code: number): boolean {
  const small = code | 32;
  const next = byteAt(bytes, at + 1) | 32;
  return (
    isQuote(code) ||
    (small === 118 && next === 97) ||
    (small === 99 && next === 111) ||
    (small === 100 && next === 101) ||
    // `android:value`, `serializeAs`
    (small === 97 && next === 110 && byteAt(bytes, at + 3) === 114) ||
    (small === 115 && next === 101 && byteAt(bytes, at + 3) === 105)
  );
}

/** As long as a random key, and nothing but letters and digits. */
function isLongRun(bytes: Uint8Array, at: number): boolean {
  const end = at + 32;
  if (end > bytes.length) return false;
  for (let i = at; i < end; i++) {
    const code = bytes[i]!;
    if (!isLetter(code) && !(code >= 48 && code <= 57)) return false;
  }
  return true;
}

/** Whether a value may follow the comma: `{password, "value"}`, `key, err := ...`. */
function mayOpenPair(bytes: Uint8Array, at: number): boolean {
  const next = byteAt(bytes, skipSpace(bytes, at + 1));
  return (
    isQuote(next) ||
    next === 95 ||
    next === 101 ||
    next === 115 ||
    (next === 60 && isQuote(byteAt(bytes, skipSpace(bytes, at + 1) + 2)))
  );
}

/** Whether the name is that of an option: `--password`, `-storepass`. */
function isOption(bytes: Uint8Array, start: number): boolean {
  const limit = Math.max(0, start - longestName);
  let at = start;
  while (at > limit && isNameChar(bytes[at - 1]!)) at--;
  return bytes[at] === 45;
}

/** Whether a word and `=` follow, so that the word may be a type. */
function mayType(bytes: Uint8Array, from: number, code: number): boolean {
  if (code === 38) return true;
  if (!isLetter(code) && code !== 95) return false;
  let at = (code | 32) === 97 && byteAt(bytes, from + 2) === 32 ? from + 3 : from;
  from = at;
  while (at < bytes.length && at - from < 50 && isTypeChar(bytes[at]!)) at++;
  const next = byteAt(bytes, at);
  if (next === 60 || next === 63 || next === 33 || next === 91) return true;
  while (at < bytes.length && at - from < 100 && isSpace(bytes[at]!)) at++;
  return byteAt(bytes, at) === 61;
}

/** `[\w.&']` */
function isTypeChar(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 46 || code === 95 || code === 38 || code === 39;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160;
}

/** Whether the name stands in the list of columns of `INSERT INTO table (...)`: looks for the bracket, then for the O of INTO. */
function isColumn(bytes: Uint8Array, start: number): boolean {
  const limit = Math.max(0, start - 400);
  let at = start - 1;
  while (at > limit && bytes[at] !== 40 && bytes[at] !== 10 && bytes[at] !== 61) at--;
  if (bytes[at] !== 40) return false;
  at--;
  while (at > limit && bytes[at] === 32) at--;
  while (at > limit && bytes[at]! > 32) at--;
  return at > 4 && (bytes[at - 1]! | 32) === 111 && (bytes[at - 2]! | 32) === 116 && (bytes[at - 3]! | 32) === 110;
}
