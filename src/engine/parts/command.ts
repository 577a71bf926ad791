import type { Match } from '../../model/match.ts';
import type { PartName } from './role.ts';
import type { Piece } from './to-part.ts';

const options: readonly (readonly [RegExp, PartName])[] = [
  [/\s(?:-u|-U|--user|--username|-D)[ =]?["']?([\w.@,=-]{1,80})(?=["'\s:]|$)/, 'user'],
  [/\s(?:-h|-H|-S|--host|--server)[ =]["']?([\w.:-]{1,100})(?=["'\s]|$)/, 'host'],
  [/\shttps?:\/\/([\w.-]{1,200}(?::\d{1,5})?)(?=[/\s"']|$)/, 'host'],
  [/\blogin\s(?:[^\n|;&]{0,200}\s)?((?:[\w-]{1,63}\.){1,6}[a-z]{2,24}(?::\d{1,5})?)(?:\/[^\s"']*)?["']?\s*$/, 'host'],
  [/\s([\w.-]{1,64})@(?:[\w-]{1,63}\.){0,6}[\w-]{1,63}(?=[\s:"']|$)/, 'user'],
  [/\s[\w.-]{1,64}@((?:[\w-]{1,63}\.){0,6}[\w-]{1,63})(?=[\s:"']|$)/, 'host'],
];

/** `machine HOST login USER password ...` in one line; https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html */
const netrc: readonly (readonly [RegExp, PartName])[] = [
  [/\bmachine\s{1,8}([\w.-]{1,200})/, 'host'],
  [/\blogin\s{1,8}(\S{1,100})/, 'user'],
];

/** User and host of a command that is handed a password, or of a line of a netrc file. */
export function readCommandParts(text: string, match: Match): Piece[] {
  const { start, end } = match;
  const from = Math.max(0, start - 400, text.lastIndexOf('\n', start) + 1);
  const close = text.indexOf('\n', end);
  const to = Math.min(end + 400, close < 0 ? text.length : close);
  const line = text.slice(from, to);
  if (/^command-(?:line|option)-password$/.test(match.rule.id)) return readOptions(line, from, options);
  return /\b(?:machine|default)\s/.test(line) ? readOptions(line, from, netrc) : [];
}

function readOptions(line: string, from: number, patterns: typeof options): Piece[] {
  const pieces: Piece[] = [];
  for (const [pattern, part] of patterns) {
    const found = pattern.exec(line);
    if (found === null) continue;
    const at = from + found.index + found[0].indexOf(found[1]!);
    pieces.push({ part, start: at, end: at + found[1]!.length });
  }
  return pieces;
}
