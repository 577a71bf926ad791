import { shannonEntropy } from '../entropy.ts';
import { keepGeneric } from '../judge.ts';
import { type Level, tell } from '../level.ts';
import { placeholderReason } from './placeholder.ts';
import { weakPasswordReason } from './weak-password.ts';
import { surprise } from './wordiness.ts';

/** `Authorization: Bearer ...` (RFC 6750) and `Basic ...` (RFC 7617), as a header, in code or on a command line. */
const header =
  /authori[sz]ation\w{0,20}["'\]]{0,3}\s{0,4}(?:[:=,(]|=>|:=){1,2}\s{0,4}(?:\[\]byte\(|String\()?[fbr]?\\?["'`]{0,2}(bearer|basic|token|apikey|api-key)\s{1,4}([\w+/.~=:-]{8,2000})/iy;

/** `Basic dXNlcjpw...` where nothing before it says what it is. */
const basic = /(?<=["'`\s])(basic) {1,4}([A-Za-z0-9+/]{8,400}={0,2})(?=["'`\\\s]|$)/iy;

/** Reads an Authorization header round the name that ends at `nameEnd`; true if there is one, whatever came of it. */
export function readAuthorization(level: Level, start: number, nameEnd: number): boolean {
  const pattern = patternAt(level.text, start);
  if (pattern === undefined) return false;
  pattern.lastIndex = start;
  const found = pattern.exec(level.text);
  if (found === null) return false;
  const [whole, scheme, value] = found as unknown as [string, string, string];
  const valueEnd = start + whole.length;
  const span = { valueStart: valueEnd - value.length, valueEnd };
  const isBasic = scheme.toLowerCase() === 'basic';
  const rejection = isBasic ? rejectBasic(value) : rejectBearer(value);
  if (rejection !== undefined) {
    tell(level, 'authorization-header', span.valueStart, valueEnd, rejection);
    return true;
  }
  keepGeneric(level, isBasic ? 'basic-authorization' : 'bearer-token', span, start, {
    confidence: value.length >= 16 ? 'high' : 'medium',
    reasons: [`the value of an Authorization header (${scheme})`],
  });
  level.nameDone = Math.max(nameEnd, span.valueStart);
  return true;
}

/** Whether one of the patterns may match: a first look at the bytes. */
export function mayAuthorize(bytes: Uint8Array, start: number): boolean {
  const first = bytes[start]! | 32;
  // Many names have to do with authors; `authorization` has these at its places.
  if (first === 97) {
    return start + 8 < bytes.length && (bytes[start + 4]! | 32) === 111 && (bytes[start + 8]! | 32) === 97;
  }
  return first === 98 && start + 5 < bytes.length && bytes[start + 5] === 32;
}

/** By the first letters: `authori`, or `basic ` for the header's value alone. */
function patternAt(text: string, start: number): RegExp | undefined {
  const first = text.charCodeAt(start) | 32;
  if (first === 97) return (text.charCodeAt(start + 4) | 32) === 111 ? header : undefined;
  return first === 98 && text.charCodeAt(start + 5) === 32 ? basic : undefined;
}

function rejectBasic(value: string): string | undefined {
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  const colon = decoded.indexOf(':');
  if (colon < 0 || /[^\x20-\x7e]/.test(decoded)) return 'not user:password in base64';
  const password = decoded.slice(colon + 1);
  if (password.length < 3) return 'an empty password';
  return placeholderReason(password) ?? weakPasswordReason(password);
}

function rejectBearer(value: string): string | undefined {
  const placeholder = placeholderReason(value);
  if (placeholder !== undefined) return placeholder;
  if (surprise(value) < 4.35 && !/\d.*\d/.test(value)) return 'reads like words';
  return shannonEntropy(value) < 2.5 ? 'not random' : undefined;
}
