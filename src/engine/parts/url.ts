import type { Match } from '../../model/match.ts';
import type { Piece } from './to-part.ts';

const userBefore = /:\/\/([^\s:/?#@"'`<>()[\]{}\\|]{0,100}):$/;
const hostBehind = /@(\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?|[\w.-]{1,200}(?::\d{1,5})?)/y;
const authorityBefore = /:\/\/(?:[^\s/?#@"'`<>]{0,100}@)?([\w.-]{1,200}(?::\d{1,5})?)[/;?][^\s"'`<>]{0,300}$/;
const userInQuery = /[?&;](?:amp;)?(?:user|username|uid|user ?id)=([^&;\s"'`<>]{1,100})/i;

/** User and host of the URL that a secret stands in: before the `@` (RFC 3986, section 3.2), or in its query. */
export function readUrlParts(text: string, { start, end }: Match): Piece[] {
  const before = text.slice(Math.max(0, start - 400), start);
  const user = userBefore.exec(before);
  if (user !== null) {
    const userEnd = start - 1;
    const pieces: Piece[] = [{ part: 'user', start: userEnd - user[1]!.length, end: userEnd }];
    hostBehind.lastIndex = end;
    const host = hostBehind.exec(text);
    if (host !== null) pieces.push({ part: 'host', start: end + 1, end: end + host[0].length });
    return pieces;
  }
  const authority = authorityBefore.exec(before);
  if (authority === null) return [];
  const urlStart = start - authority[0].length;
  const hostStart = urlStart + authority[0].indexOf(authority[1]!, 3);
  const pieces: Piece[] = [{ part: 'host', start: hostStart, end: hostStart + authority[1]!.length }];
  const url = text.slice(urlStart, end + 200).split(/[\s"'`<>]/, 1)[0]!;
  const named = userInQuery.exec(url);
  if (named !== null) {
    const userEnd = urlStart + named.index + named[0].length;
    pieces.push({ part: 'user', start: userEnd - named[1]!.length, end: userEnd });
  }
  return pieces;
}
