/**
 * Names the pieces of a credential round a secret that was found: the user and host of a URL, of a connection string or of
 * a command, and the settings beside it. It runs on what is reported only, so a text without findings costs nothing.
 */

import type { Match } from '../../model/match.ts';
import type { Syntax } from '../assignment/syntax.ts';
import { readCommandParts } from './command.ts';
import { readPairs } from './pairs.ts';
import type { PartName } from './role.ts';
import { readSettings } from './settings.ts';
import { type Piece, toPart } from './to-part.ts';
import { readUrlParts } from './url.ts';

/** Readers from what is sure to what is likely; a piece that one has named the next ones leave alone. */
const readers = [readUrlParts, readPairs, readCommandParts, readSettings] as const;

/** Past so many matches in a text the pieces are not worth their time: it is a list, or made to be slow. */
const mostMatches = 2000;

/** Adds the pieces to the matches' parts; matches in order of place, as they are to be reported. */
export function nameParts(matches: readonly Match[], text: string, syntax: Syntax): Match[] {
  if (matches.length > mostMatches) return [...matches];
  const ids = new Set<Match>();
  const named = matches.map((match, index) => {
    if (match.decoded.length > 0 || match.rule.mode === 'path') return match;
    const known = new Set(match.parts.map(({ name }) => name ?? 'id'));
    const pieces = new Map<PartName, Piece>();
    for (const piece of readers.flatMap((read) => read(text, match, syntax))) {
      if (known.has(piece.part) || pieces.has(piece.part) || piece.end <= piece.start) continue;
      const holder = findHolder(piece, matches, index);
      if (holder !== undefined && !isIdOf(match, holder, piece)) continue;
      if (holder !== undefined) ids.add(holder);
      pieces.set(piece.part, piece);
    }
    if (pieces.size === 0) return match;
    const parts = [...pieces.values()].map((piece) => toPart(piece, match.rule.id, text));
    return { ...match, parts: [...match.parts, ...parts.sort((a, b) => a.start - b.start)] };
  });
  return ids.size === 0 ? named : named.filter((_, index) => !ids.has(matches[index]!));
}

/** The match that a piece is a part of, or of whose parts: it is a secret of its own. */
function findHolder({ start, end }: Piece, matches: readonly Match[], index: number): Match | undefined {
  const overlaps = (span: { start: number; end: number }) => span.start < end && start < span.end;
  return matches
    .slice(Math.max(0, index - 20), index + 20)
    .find((match) => overlaps(match) || match.parts.some(overlaps));
}

/** `access_key = ...` beside `secret_key = ...` looked like a key, and is the id of one. */
function isIdOf(match: Match, holder: Match, { part, start, end }: Piece): boolean {
  const isSame = holder.start === start && holder.end === end && holder.parts.length === 0;
  return part === 'id' && isSame && holder.rule.mode === 'generic' && match.rule.id === 'generic-secret';
}
