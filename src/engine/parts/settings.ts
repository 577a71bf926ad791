import type { Match } from '../../model/match.ts';
import { isNameChar } from '../assignment/chars.ts';
import { readAssignment } from '../assignment/read-assignment.ts';
import { findNameStart } from '../assignment/read-joint.ts';
import type { Syntax } from '../assignment/syntax.ts';
import { findBlock } from './block.ts';
import { type PartName, roleOf, stemOfName } from './role.ts';
import type { Piece } from './to-part.ts';

/** Words in the names of what stands beside a secret. */
const words =
  /user|usr|login|principal|mail|uid|bind_?dn|host|server|endpoint|addr|machine|registry|repository|ur[li]|account|tenant|org|customer|sid|project|client|app|consumer|integration|access_?key|key_?id/gi;

/** User, host, account and id from the settings beside a secret, where their names go with its name. */
export function readSettings(text: string, match: Match, syntax: Syntax): Piece[] {
  const name = nameBefore(text, match);
  if (name === undefined) return [];
  const stem = stemOfName(name);
  const block = findBlock(text, match, name, stem === '');
  const nearest = new Map<PartName, Piece & { distance: number }>();
  words.lastIndex = 0;
  const window = text.slice(block.start, block.end);
  let done = 0;
  for (const found of window.matchAll(words)) {
    const at = block.start + found.index;
    if (at < done) continue;
    const nameStart = findNameStart(text, at);
    const nameEnd = endOfName(text, at);
    done = nameEnd;
    const role = roleOf(text.slice(nameStart, nameEnd));
    if (role === undefined || role.stem !== stem) continue;
    const piece = readPiece(text, at, nameEnd, role.part, syntax);
    if (piece === undefined || (piece.start < match.end && match.start < piece.end)) continue;
    const distance = piece.start < match.start ? match.start - piece.end : piece.start - match.end + 1;
    const other = nearest.get(role.part);
    if (other === undefined || distance < other.distance) nearest.set(role.part, { ...piece, distance });
  }
  const pieces: Piece[] = [...nearest.values()];
  if (nearest.has('host')) return pieces;
  const host = block.host ?? addressBeside(text, match);
  return host === undefined ? pieces : [...pieces, { part: 'host', ...host }];
}

const quotedAddress = /["']((?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?)["']/g;

/** An IPv4 address that stands in quotes in the same line. */
function addressBeside(text: string, { start, end }: Match): { start: number; end: number } | undefined {
  const from = Math.max(0, start - 300, text.lastIndexOf('\n', start - 1) + 1);
  const close = text.indexOf('\n', end);
  const line = text.slice(from, Math.min(end + 300, close < 0 ? text.length : close));
  const found = [...line.matchAll(quotedAddress)].at(-1);
  if (found === undefined) return undefined;
  const at = from + found.index + 1;
  return { start: at, end: at + found[1]!.length };
}

const before =
  /([A-Za-z_$][\w$.-]{0,99})\\{0,3}["'`)\]]{0,3}(?:[^\S\n]{0,20}(?:=>|:=|[:=,>(])\s{0,40}|[^\S\n]{1,20}(?:value\s{0,4}=\s{0,4})?)(?:[\w.]{1,30}\()?\\{0,3}["'`{]?$/;

/** The name that the secret is assigned to, be it in the match or before it. */
function nameBefore(text: string, { rule, matchStart, start }: Match): string | undefined {
  if (rule.mode === 'generic' && matchStart < start && isNameChar(text.charCodeAt(matchStart))) {
    const end = endOfName(text, matchStart);
    if (end < start && end > matchStart) return text.slice(matchStart, end);
  }
  return before.exec(text.slice(Math.max(0, start - 160), start))?.[1];
}

function endOfName(text: string, at: number): number {
  let end = at;
  while (end - at < 100 && isNameChar(text.charCodeAt(end))) end++;
  return end;
}

const noPlain = /[\r\n${}<>()`]|%[\w(]|^(?:true|false|null|none|nil|undefined|required|string|str)$/i;
/** What a bare value leaves of `cn=reader,dc=company,dc=test`; RFC 4514. */
const distinguishedName = /^(?:,[A-Za-z]{1,10}=[^\s,"'<>]{1,60}){1,8}/;
const authority = /^(?:[a-z][\w+.:-]{0,40}:\/\/)(?:[^\s/@]{0,100}@)?([\w.-]{1,200}(?::\d{1,5})?)/i;

function readPiece(text: string, at: number, nameEnd: number, part: PartName, syntax: Syntax): Piece | undefined {
  const read = readAssignment(text, at, nameEnd, syntax);
  if (read === undefined || read.operator === 'compare') return undefined;
  const { valueStart, quote } = read;
  let { valueEnd } = read;
  const value = text.slice(valueStart, valueEnd);
  if (value.length > 200 || noPlain.test(value)) return undefined;
  // A bare word in code is a variable.
  if (quote === '' && syntax === 'code' && !read.isEmbedded) return undefined;
  if (part === 'user') valueEnd += distinguishedName.exec(text.slice(valueEnd, valueEnd + 200))?.[0].length ?? 0;
  if (part !== 'host') return { part, start: valueStart, end: valueEnd };
  const [whole, host] = authority.exec(value) ?? [];
  if (whole !== undefined)
    return { part, start: valueStart + whole.length - host!.length, end: valueStart + whole.length };
  return /^[\w.-]+(?::\d{1,5})?$/.test(value) ? { part, start: valueStart, end: valueEnd } : undefined;
}
