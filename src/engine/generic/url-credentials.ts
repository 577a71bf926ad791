import type { Confidence } from '../../model/level.ts';
import { shannonEntropy } from '../entropy.ts';
import { keepGeneric } from '../judge.ts';
import { type Level, tell } from '../level.ts';
import { isMadeOfWords } from './known-words.ts';
import { placeholderReason } from './placeholder.ts';
import { referenceReason } from './reference.ts';
import { weakPasswordReason } from './weak-password.ts';
import { surprise } from './wordiness.ts';

/** `user:password@host` after a scheme (RFC 3986, section 3.2.1); the password may hold what should be escaped. */
const userInfo = /([^\s:/?#@"'`<>()[\]{}\\|]{0,100}):([^\s/?#@"'`<>\\|]{3,200})@(?=[\w[.$%{-])/y;

const plainUsers = /^(?:user(?:name)?|usr|u|name|login|foo|bar|me|you|bob|alice|john|jane|example|myuser|test|x)$/i;
const plainPasswords =
  /^(?:pass(?:word|wd)?|pwd|pw|p|secret|token|foo|bar|baz|test|pass\w{0,4}|admin|root|guest|postgres|mysql|user|hunter2|changeme|x+|y+|\*+|\.+)$/i;

/** Bytes that neither a user nor a password holds. */
const stops = new Uint8Array(256);
for (const char of '/?#@"\'`<>\\|\t\n\v\f\r \xa0') stops[char.charCodeAt(0)] = 1;

/** Whether a URL's part behind `://` may be `user:password@`: whether `@` ends it. */
export function mayHoldCredentials(bytes: Uint8Array, from: number): boolean {
  const limit = Math.min(bytes.length, from + 302);
  let at = from;
  while (at < limit && stops[bytes[at]!] === 0) at++;
  return at < limit && bytes[at] === 64;
}

/** Looks for credentials in the URL whose `://` ends at `at`; keeps them under `url-credentials`. */
export function readUrlCredentials(level: Level, at: number): void {
  userInfo.lastIndex = at;
  const found = userInfo.exec(level.text);
  if (found === null) return;
  const [whole, user, password] = found as unknown as [string, string, string];
  const valueEnd = at + whole.length - 1;
  const valueStart = valueEnd - password.length;
  const isPlain = password.length < 8 || surprise(password) < 4.35;
  const verdict =
    isPlain && isExampleHost(level.text, valueEnd + 1)
      ? { rejection: 'the host of an example' }
      : judgeCredentials(user, password);
  if ('rejection' in verdict) {
    tell(level, 'url-credentials', valueStart, valueEnd, verdict.rejection);
    return;
  }
  const reasons = ['a password in a URL'];
  keepGeneric(level, 'url-credentials', { valueStart, valueEnd }, at, { ...verdict, reasons });
}

const exampleHost =
  /(?:(?:your|my|some)?-?(?:host(?:name)?|server)|(?:[\w-]{1,60}\.){0,6}example(?:\.(?:com|org|net|edu))?)(?![\w.-])/iy;

/** Whether the host from `at` on is one that documentation names (RFC 2606), or the word itself. */
function isExampleHost(text: string, at: number): boolean {
  exampleHost.lastIndex = at;
  return exampleHost.test(text);
}

/** Decides on a password by itself and by the user it is for, '' if nobody knows. */
export function judgeCredentials(user: string, password: string): { confidence: Confidence } | { rejection: string } {
  if (plainPasswords.test(password)) return { rejection: 'a placeholder word' };
  if (/^(.)\1{3,}\W?$/.test(password)) return { rejection: 'the same character over and over' };
  if (password.toLowerCase() === user.toLowerCase()) return { rejection: 'the same as the user' };
  const rejection =
    referenceReason(password, true, 'unknown') ?? placeholderReason(password) ?? weakPasswordReason(password);
  if (rejection !== undefined) return { rejection };
  if (surprise(password) < 4.35 && !/\d/.test(password) && (user === '' || isMadeOfWords(password))) {
    return { rejection: 'reads like words' };
  }
  if (plainUsers.test(user) && surprise(password) < 4.35) return { rejection: 'the user of an example' };
  return { confidence: password.length >= 12 && shannonEntropy(password) > 3.2 ? 'high' : 'medium' };
}
