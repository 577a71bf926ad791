import type { Match } from '../../model/match.ts';

/** The lines round a secret that speak of the same credential. Offsets are into the text. */
export interface Block {
  start: number;
  end: number;
  /** A host that the block is headed with: `"registry.company.test": {`. */
  host?: { start: number; end: number };
}

const mostLines = 12;
const mostBytes = 1500;

const section = /^\s*(?:\[[^\]\r\n]{0,100}\]|---|<\/?(?:server|connection|profile)s?>)\s*$/i;
const opensItem = /^\s*(?:-\s+(?!["']?name["']?\s*[:=])\S|[{[(]\s*$)/;
const closesItem = /^\s*(?:[}\])]+[;,]?|<\/[\w.:-]+>)\s*$/;
const hostHeading =
  /(?:^|["'\s/])((?:[\w-]{1,63}\.){1,6}[a-z]{2,24}(?::\d{1,5})?)(?:\/[\w./-]{0,100})?["']?\s{0,4}(?::\s{0,4}\{?|\{)\s*$/i;

/** Finds the block: up and down to where a section, list item or another value of this name begins. */
export function findBlock(text: string, match: Match, name: string, isPlainName: boolean): Block {
  const least = Math.max(0, match.start - mostBytes);
  const most = Math.min(text.length, match.end + mostBytes);
  const own = new RegExp(`(?<![\\w.-])${name.replace(/[^\w]/g, '\\$&')}(?![\\w-])["'\\]]{0,2}\\s{0,4}[:=>,]`);
  let start = Math.max(least, text.lastIndexOf('\n', match.start - 1) + 1);
  // A value on the line behind its name: the name is no other one.
  if (match.matchStart < start) start = Math.max(least, text.lastIndexOf('\n', match.matchStart - 1) + 1);
  let host = headingIn(text, Math.max(start, match.start - 200), Math.min(match.matchStart, match.start));
  let isDone = isPlainName && opensItem.test(text.slice(start, Math.min(match.start, start + 200)));
  for (let lines = 0; lines < mostLines && start > least && !isDone; lines++) {
    const from = Math.max(least, text.lastIndexOf('\n', start - 2) + 1);
    const line = text.slice(from, start);
    host ??= headingIn(text, from, start);
    if (section.test(line) || own.test(line) || (isPlainName && closesItem.test(line))) break;
    isDone = isPlainName && opensItem.test(line);
    start = from;
  }
  let end = endOfLine(text, match.end, most);
  for (let lines = 0; lines < mostLines && end < most; lines++) {
    const to = endOfLine(text, end + 1, most);
    const line = text.slice(end + 1, to);
    if (section.test(line) || own.test(line) || line.trim() === '') break;
    if (isPlainName && (opensItem.test(line) || closesItem.test(line))) break;
    end = to;
  }
  return { start, end, ...(host !== undefined && { host }) };
}

function endOfLine(text: string, at: number, most: number): number {
  const close = text.indexOf('\n', at);
  return close < 0 ? most : Math.min(close, most);
}

function headingIn(text: string, from: number, to: number): { start: number; end: number } | undefined {
  const found = hostHeading.exec(text.slice(from, to));
  if (found === null) return undefined;
  const start = from + found.index + found[0].indexOf(found[1]!);
  return { start, end: start + found[1]!.length };
}
