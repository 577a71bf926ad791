import { matchesIdGlob } from '../lib/id-glob.ts';
import { isDay } from '../lib/is-day.ts';
import { remember } from '../lib/remember.ts';
import type { AllowPlace, Directive, InlineAllow } from './inline-allow.ts';

/** What may follow `keyturn:allow`, one after the other; the star of a comment's end is no glob. */
const listItem = '(?:[0-9A-Za-z?]|\\*(?!/))(?:(?:[\\w.?-]|\\*(?!/)){0,62}(?:[0-9A-Za-z_?]|\\*(?!/)))?';
const ids = new RegExp(`\\s*(${listItem}(?:\\s{0,9},\\s{0,9}${listItem})*)(?!-*[\\w?.]|\\s*=)`, 'y');
const setting =
  /\s*([A-Za-z][\w-]{0,30})\s*=\s*(?:\\?"([^"\\]*)\\?"|\\?'([^'\\]*)\\?'|((?:(?!-->)[^\s"'\\,;*<>()[\]{}])*))/y;

interface Parsed {
  rules: string[];
  settings: Map<string, string>;
  /** What stands behind the last thing understood. */
  rest: string;
}

/**
 * `keyturn:allow [rule-id-or-glob,...] [reason=...] [until=YYYY-MM-DD]`: holds for a secret that touches its line, or
 * that starts on the next one when the comment has its line to itself. `keyturn:allow-next-line` holds for the next only.
 */
export function ownAllow(directive: Directive, today: string): InlineAllow {
  const { word, line } = directive;
  const parsed = parse(directive.after);
  const { rules, settings } = parsed;
  const until = settings.get('until');
  const problem = findProblem(word, parsed);
  const expired = problem === undefined && until !== undefined && until < today;
  const isAlone = standsAlone(directive, parsed.rest);
  const reaches = ({ startLine, endLine }: AllowPlace): boolean =>
    word === 'keyturn:allow'
      ? (startLine <= line && line <= endLine) || (isAlone && startLine === line + 1)
      : startLine === line + 1;
  const isFor = remember((ruleId) => rules.length === 0 || rules.some((rule) => matchesIdGlob(rule, ruleId)));
  return {
    line,
    text: readable(word + directive.after.slice(0, directive.after.length - parsed.rest.length)),
    covers: (place, ruleId) => problem === undefined && !expired && reaches(place) && isFor(ruleId),
    ...(settings.has('reason') && { reason: readable(settings.get('reason')!) }),
    ...(until !== undefined && { until: readable(until) }),
    expired,
    ...(problem !== undefined && { problem }),
  };
}

/** How much of what stands behind the directive's word belongs to it, in bytes. */
export function ownLength(after: string): number {
  return after.length - parse(after).rest.length;
}

function parse(after: string): Parsed {
  const settings = new Map<string, string>();
  let rules: string[] = [];
  let end = 0;
  ids.lastIndex = 0;
  const list = /^\s/.test(after) ? ids.exec(after) : null;
  if (list) {
    rules = list[1]!.split(',').map((rule) => rule.trim());
    end = ids.lastIndex;
  }
  for (;;) {
    setting.lastIndex = end;
    const found = /\s/.test(after[end] ?? '') ? setting.exec(after) : null;
    if (!found) return { rules, settings, rest: after.slice(end) };
    settings.set(found[1]!, found[2] ?? found[3] ?? found[4] ?? '');
    end = setting.lastIndex;
  }
}

function findProblem(word: string, { settings, rest }: Parsed): string | undefined {
  if (word !== 'keyturn:allow' && word !== 'keyturn:allow-next-line') return `"${readable(word)}" is no directive`;
  const unknown = [...settings.keys()].find((key) => key !== 'reason' && key !== 'until');
  if (unknown) return `unknown key "${readable(unknown)}"; known keys are reason and until`;
  if (settings.get('reason')?.trim() === '') return 'reason is empty';
  const until = settings.get('until');
  if (until !== undefined && !isDay(until)) return `until must be a date as in 2027-01-31, not "${readable(until)}"`;
  return /^(?:\s*[,=:([]|\s*[\w?]|\s*\*(?!\/))/.test(rest)
    ? 'expected rule ids separated by commas, reason="..." or until=YYYY-MM-DD'
    : undefined;
}

/** Whether nothing but comment signs stands before and after the directive on its line. */
function standsAlone({ before, isBeforeWhole }: Directive, rest: string): boolean {
  return isBeforeWhole && /^(?:[^\w\x80-\xff]*|\s*(?:rem|dnl)\s+)$/i.test(before) && !/[\w\x80-\xff]/.test(rest);
}

/** UTF-8 text from its latin1 bytes, long unbroken runs cut: someone may have put the key itself there. */
function readable(latin1: string): string {
  return Buffer.from(latin1, 'latin1')
    .toString()
    .replace(/[\w+/=]{20,}/g, '...')
    .slice(0, 200)
    .trim();
}
