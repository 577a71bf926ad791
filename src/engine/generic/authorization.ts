import type { Confidence } from '../../model/level.ts';
import { shannonEntropy } from '../entropy.ts';
import { keepGeneric } from '../judge.ts';
import { type Level, tell } from '../level.ts';
import { isMadeOfWords } from './known-words.ts';
import { placeholderReason } from './placeholder.ts';
import { judgeRandomness } from './randomness.ts';
import { referenceReason } from './reference.ts';
import { measureShape } from './shape.ts';
import { weakPasswordReason } from './weak-password.ts';
import { surprise } from './wordiness.ts';

/** The name of the header and what joins it with its value, as a header, in code, in YAML or on a command line. */
const lead =
  /authori[sz]ation\w{0,20}(?:\\{0,3}["'\]]){0,3}\s{0,4}(?:(?:[:=,(]|=>|:=){1,2}|>)(?:\s{0,4}\r?\n\s{0,24}-\s{1,4}|\s{0,2}\[\s{0,2}|\s{0,60}\\?["']?value\\?["']?\s{0,4}[:=]\s{0,4}|\s{0,4})(?:\[\]byte\(|String\(|new AuthenticationHeaderValue\()?(?:[fbr@](?=["'`]))?(?:\\{0,3}["'`]){0,2}/iy;
/** `Bearer ...` (RFC 6750), `Basic ...` (RFC 7617) and others of one value. */
const known =
  /(bearer|basic|token|apikey|api-key)(?:\s{1,4}(?:["'] ?[+.&] ?["'])?|["'] ?, ?["'])([\w+/.~=:-]{8,2000})/iy;
/** Any scheme of one value, which a name may stand before: `SharedKey account:...` (RFC 9110, section 11.4). */
const other = /([A-Za-z][\w-]{1,30}):? {1,4}(?:[\w.@!-]{1,60}[:=](?=[\w+/.~%-]))?["']?([\w+/.~%-]{15,2000}={0,2})/y;
/** A scheme and named parts: `Digest username="a", response="..."` (RFC 7616), `Hawk`, `OAuth`, AWS. */
const parts = /[A-Za-z][\w-]{1,30} {1,4}(?=[\w.-]{1,40}=)([^\r\n]{10,1500})/y;
const part = /\b(response|mac|(?:oauth_)?(?:signature|token)|sig|auth)=\\?["']?([\w+/.%~-]{16,400}={0,2})/gi;
/** `Basic dXNlcjpw...` where nothing before it says what it is. */
const basic = /(?<=["'`\s])(basic) {1,4}([A-Za-z0-9+/]{8,400}={0,2})(?=["'`\\\s]|$)/iy;
/** `"Bearer ..."`, the whole of a string. */
const bearer = /(?<=["'`])(bearer) {1,4}([\w+/.~=-]{20,2000})(?=["'`\\])/iy;

interface Found {
  scheme: string;
  value: string;
  valueEnd: number;
  isHeader: boolean;
  /** Whether it proves one request only, and is of no use for another. */
  isOfOneRequest?: boolean;
}

/** Reads an Authorization header round the name that ends at `nameEnd`; true if there is one, whatever came of it. */
export function readAuthorization(level: Level, start: number, nameEnd: number): boolean {
  const found = find(level.text, start);
  if (found === undefined) return false;
  const { scheme, value, valueEnd } = found;
  const span = { valueStart: valueEnd - value.length, valueEnd };
  const verdict = judge(found);
  if ('rejection' in verdict) {
    tell(level, 'authorization-header', span.valueStart, valueEnd, verdict.rejection);
    return true;
  }
  const isBasic = scheme.toLowerCase() === 'basic';
  keepGeneric(level, isBasic ? 'basic-authorization' : 'bearer-token', span, start, {
    confidence: verdict.confidence,
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
  return first === 98 && start + 6 < bytes.length && (bytes[start + 5] === 32 || bytes[start + 6] === 32);
}

/** By the first letters: `authori`, or `basic ` for the header's value alone. */
function find(text: string, start: number): Found | undefined {
  const first = text.charCodeAt(start) | 32;
  if (first === 98) return matchAt(text.charCodeAt(start + 5) === 32 ? basic : bearer, text, start, false);
  if (first !== 97 || (text.charCodeAt(start + 4) | 32) !== 111) return undefined;
  lead.lastIndex = start;
  const at = lead.test(text) ? lead.lastIndex : undefined;
  if (at === undefined) return undefined;
  return matchAt(known, text, at, true) ?? matchPart(text, at) ?? matchAt(other, text, at, true);
}

function matchAt(pattern: RegExp, text: string, at: number, isHeader: boolean): Found | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  return { scheme: found[1]!, value: found[2]!, valueEnd: at + found[0].length, isHeader };
}

/** The part that proves who asks; names such as `realm` have none. */
function matchPart(text: string, at: number): Found | undefined {
  parts.lastIndex = at;
  const list = parts.exec(text);
  if (list === null) return undefined;
  const from = at + list[0].length - list[1]!.length;
  part.lastIndex = 0;
  const found = part.exec(list[1]!);
  if (found === null) return undefined;
  const isOfOneRequest = !/token|auth$|^sig$/i.test(found[1]!);
  const scheme = /^[\w-]+/.exec(list[0])![0];
  const valueEnd = from + found.index + found[0].length;
  return { scheme, value: found[2]!, valueEnd, isHeader: true, isOfOneRequest };
}

function judge({ scheme, value, isHeader, isOfOneRequest }: Found): { rejection: string } | { confidence: Confidence } {
  const isBasic = scheme.toLowerCase() === 'basic';
  const rejection = isBasic ? rejectBasic(value) : rejectBearer(value);
  if (rejection === undefined && /^(?:basic|bearer|token|api-?key)$/i.test(scheme))
    return { confidence: value.length >= 16 ? 'high' : 'medium' };
  const isOdd = isBasic && rejection === notBasic && isHeader;
  if (rejection !== undefined && !isOdd) return { rejection };
  const again = placeholderReason(value) ?? referenceReason(value, true, 'unknown');
  if (again !== undefined) return { rejection: again };
  const shape = measureShape(value);
  const isRandom = judgeRandomness(shape).level >= 2 && (shape.digits > 0 || !isMadeOfWords(value));
  if (!isRandom) return { rejection: 'not random' };
  return { confidence: isOfOneRequest || /^(?:ntlm|negotiate)$/i.test(scheme) ? 'low' : 'medium' };
}

const notBasic = 'not user:password in base64';

function rejectBasic(value: string): string | undefined {
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  const colon = decoded.indexOf(':');
  if (colon < 0 || /[^\x20-\x7e]/.test(decoded)) return notBasic;
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
