import { isBreak, isLetter, skipSpace } from './chars.ts';
import type { Syntax } from './syntax.ts';

/** What a line may begin with before such a name. */
const settingStart =
  /^(?:\s*|\s*(?:ENV|ARG|export|set(?: -\w{1,4})?|setenv|fastcgi_param|SetEnv|machine\s.{0,50}|[\w.-]{1,20}(?:\s[\w.-]{1,20}){0,2}\s(?:set|config))\s+)$/i;

/**
 * Whether what begins at `at`, with only space between, is the value of the name at `nameStart`: `--password value`, and
 * lines of a name and a value. A long run of letters and digits in any text may be one, too.
 */
export function isSpacedSetting(text: string, nameStart: number, at: number, syntax: Syntax): boolean {
  if (text.charCodeAt(nameStart) === 45 && isOption(text, nameStart)) return true;
  if (syntax !== 'settings' && syntax !== 'shell' && syntax !== 'unknown') return isLongRun(text, at);
  const before = text.slice(Math.max(0, nameStart - 60), nameStart);
  if (!settingStart.test(before.slice(before.lastIndexOf('\n') + 1))) return false;
  const end = endOfWord(text, at, 200);
  const last = skipSpace(text, end);
  return end > at && (last >= text.length || isBreak(text.charCodeAt(last)));
}

/** `--password`, or `-storepass`, and not the end of a sentence or of a joined name. */
function isOption(text: string, at: number): boolean {
  return (
    text.charCodeAt(at + 1) === 45 || (at > 0 && text.charCodeAt(at - 1) <= 32 && isLetter(text.charCodeAt(at + 4)))
  );
}

function endOfWord(text: string, at: number, limit: number): number {
  let end = at;
  while (end < text.length && end - at < limit && text.charCodeAt(end) > 32) end++;
  return end;
}

/** 32 letters and digits or more, of both at least four, up to a space or the end. */
function isLongRun(text: string, at: number): boolean {
  let digits = 0;
  let end = at;
  for (; end < at + 200; end++) {
    const code = text.charCodeAt(end);
    if (code >= 48 && code <= 57) digits++;
    else if (!isLetter(code)) break;
  }
  const length = end - at;
  return length >= 32 && digits >= 4 && length - digits >= 4 && (end >= text.length || text.charCodeAt(end) <= 32);
}
