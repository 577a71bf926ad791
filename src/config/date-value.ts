import { badOption } from './flag-values.ts';

/** What a date that names a whole day stands for. */
export type DayEdge = 'start' | 'end';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const secondsOf: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

const time = String.raw`(?<hour>\d\d?):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.\d+)?)?`;
const zone = String.raw`(?: ?(?<zone>Z|UTC|GMT|[-+]\d\d:?\d\d))?`;
const month = `(?<monthName>${months.join('|')})[a-z]*`;

/** `2024-01-31 12:00`, `31 Jan 2024 12:00`, `Jan 31, 2024 12:00`, and git's own `Wed Jan 31 12:00:00 2024 +0100`. */
const formats = [
  String.raw`(?<year>\d{4})(?<sep>[-/.])(?<month>\d\d?)\k<sep>(?<day>\d\d?)(?:[T ]${time}${zone})?`,
  String.raw`(?:[a-z]{3}, )?(?<day>\d\d?) ${month} (?<year>\d{4})(?: ${time}${zone})?`,
  String.raw`${month} (?<day>\d\d?),? (?<year>\d{4})(?: ${time}${zone})?`,
  String.raw`[a-z]{3} ${month} (?<day>\d\d?) ${time} (?<year>\d{4})${zone}`,
].map((format) => new RegExp(`^${format}$`, 'i'));

const amount = String.raw`(\d{1,6}|an?|${numbers.slice(1).join('|')})`;
const part = new RegExp(`^${amount} (second|minute|hour|day|week|month|year)s?(?: |$)`);

/**
 * A date as git takes it, in seconds since 1970; without a zone it is local. Git reads whatever it does not know as
 * now, and a day as that day at the present time: here the first throws `UserError` `bad-option`, and the second is
 * the start or end of the day.
 */
export function dateValue(option: string, value: string, edge: DayEdge, now = new Date()): number {
  const text = value.trim().replace(/\s+/g, ' ');
  const date = readSeconds(text) ?? readDate(text, edge) ?? readWords(text.toLowerCase(), edge, now);
  if (date !== undefined) return date;
  const forms = '2024-01-31, "2024-01-31 12:00 +0100", "2 weeks ago" or seconds since 1970';
  throw badOption(option, `must be a date such as ${forms}`, value);
}

function readSeconds(text: string): number | undefined {
  const digits = /^(?:@(\d{1,12})|(\d{9,12}))$/.exec(text);
  return digits ? Number(digits[1] ?? digits[2]) : undefined;
}

function readDate(text: string, edge: DayEdge): number | undefined {
  const found = formats.map((format) => format.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!found) return undefined;
  const monthIndex = found.month ? Number(found.month) - 1 : months.indexOf(found.monthName!.toLowerCase());
  const day = [Number(found.year), monthIndex, Number(found.day)] as const;
  const [hour, minute, second] = clockOf(found, edge);
  if (!isDay(...day) || hour > 23 || minute > 59 || second > 60) return undefined;
  if (!found.zone) return toSeconds(new Date(...day, hour, minute, second));
  return toSeconds(new Date(Date.UTC(...day, hour, minute, second))) - zoneSeconds(found.zone);
}

function clockOf(found: Readonly<Record<string, string | undefined>>, edge: DayEdge): [number, number, number] {
  if (found.hour !== undefined) return [Number(found.hour), Number(found.minute), Number(found.second ?? 0)];
  return edge === 'start' ? [0, 0, 0] : [23, 59, 59];
}

function isDay(year: number, monthIndex: number, day: number): boolean {
  const date = new Date(Date.UTC(year, monthIndex, day));
  return year >= 1970 && date.getUTCMonth() === monthIndex && date.getUTCDate() === day;
}

function zoneSeconds(name: string): number {
  const [, sign, hours, minutes] = /^([-+])(\d\d):?(\d\d)$/.exec(name) ?? [];
  return sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** `today`, `2 weeks ago`, `last month`; also git's `2.weeks.ago` and `1 year, 2 months`. */
function readWords(text: string, edge: DayEdge, now: Date): number | undefined {
  if (text === 'now') return toSeconds(now);
  if (text === 'today' || text === 'yesterday') {
    const day = now.getDate() - (text === 'today' ? 0 : 1);
    return toSeconds(new Date(now.getFullYear(), now.getMonth(), day, ...clockOf({}, edge)));
  }
  let rest = text
    .replace(/[., ]+/g, ' ')
    .replace(/^last (week|month|year)$/, 'a $1')
    .replace(/ ago$/, '');
  const date = new Date(now);
  do {
    const found = part.exec(rest);
    if (!found) return undefined;
    goBack(date, found[2]!, readAmount(found[1]!));
    rest = rest.slice(found[0].length);
  } while (rest !== '');
  // Before the first date that JavaScript knows, too.
  return toSeconds(date) > 0 ? toSeconds(date) : 0;
}

function readAmount(word: string): number {
  if (/^\d/.test(word)) return Number(word);
  return word.startsWith('a') ? 1 : numbers.indexOf(word);
}

function goBack(date: Date, unit: string, count: number): void {
  if (unit === 'month') date.setMonth(date.getMonth() - count);
  else if (unit === 'year') date.setFullYear(date.getFullYear() - count);
  else date.setTime(date.getTime() - count * secondsOf[unit]! * 1000);
}

function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
