import { findNameStart } from './read-joint.ts';
import { readQuotedValue, type ValueSpan } from './read-value.ts';

/** Names before this one in a list of variables: `user, password = "a", "b"`. */
const namesBefore =
  /(?:^|\n)[ \t]*(?:(?:const|let|var|my|local|val)\s{1,4}\(?\s?)?((?:[$@]?[A-Za-z_][\w.]{0,40}\s{0,4},\s{0,4}){1,6})$/;
/** A value in a list, whatever it is. */
const item =
  /\s{0,10}(?:[bNuf@]?'(?:[^'\\\r\n]|\\.|''){0,400}'|[bNuf@]?"(?:[^"\\\r\n]|\\.){0,400}"|[\w.$@+:-]{1,80}(?:\([^()\r\n]{0,100}\))?)\s{0,10},\s{0,10}/y;

/** Reads the value at the place that the name has in its list, where several names are assigned several values at once. */
export function readListed(text: string, nameStart: number, at: number): ValueSpan | undefined {
  const before = namesBefore.exec(text.slice(Math.max(0, nameStart - 200), nameStart));
  return before === null ? undefined : valueAt(text, at, before[1]!.split(',').length - 1);
}

function valueAt(text: string, from: number, index: number): ValueSpan | undefined {
  let at = from;
  for (let i = 0; i < index; i++) {
    item.lastIndex = at;
    if (!item.test(text)) return undefined;
    at = item.lastIndex;
  }
  return readQuotedValue(text, at);
}

/** The columns before this one: `INSERT INTO users (login, `. */
const columnsBefore =
  /\binto\s{1,4}[\w."`[\]]{1,80}\s{0,4}\(\s{0,4}((?:["`[]?\w{1,60}["`\]]?\s{0,4},\s{0,4}){0,20})["`[]?$/i;
const columnsAfter = /["`\]]?\s{0,4}(?:,\s{0,4}["`[]?\w{1,60}["`\]]?\s{0,4}){0,20}\)\s{0,4}values\s{0,4}\(\s{0,4}/iy;

/** Reads the value of a column of `INSERT INTO users (login, password) VALUES ('anna', '...')`. */
export function readColumn(text: string, start: number, nameEnd: number): ValueSpan | undefined {
  const nameStart = findNameStart(text, start);
  columnsAfter.lastIndex = nameEnd;
  if (!columnsAfter.test(text)) return undefined;
  const before = columnsBefore.exec(text.slice(Math.max(0, nameStart - 600), nameStart));
  const value = before === null ? undefined : valueAt(text, columnsAfter.lastIndex, before[1]!.split(',').length - 1);
  return value === undefined || isHash(text.slice(value.valueStart, value.valueEnd)) ? undefined : value;
}

/** As tables of users hold them: MD5, SHA-1, SHA-256, SHA-512. */
function isHash(value: string): boolean {
  return [32, 40, 64, 128].includes(value.length) && /^[0-9a-f]+$/i.test(value);
}
