import { confidences } from '../model/level.ts';
import type { Match } from '../model/match.ts';
import { getChecksum } from './checksum/index.ts';

/**
 * Leaves one match where several rules saw the same secret: the specific before the generic, then the surer, then the
 * longer. In order of place.
 */
export function dropOverlaps(matches: readonly Match[]): Match[] {
  const byRank = [...matches].sort(
    (a, b) => rank(b) - rank(a) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: Match[] = [];
  const taken = new Map<number, Match[]>();
  for (const match of byRank) {
    if (overlapping(taken, match)) continue;
    kept.push(match);
    occupy(taken, match);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Spans are kept by blocks of bytes, so that thousands of matches do not compare each with each. */
const blockBits = 8;

function occupy(taken: Map<number, Match[]>, match: Match): void {
  for (let block = match.start >> blockBits; block <= match.end >> blockBits; block++) {
    const list = taken.get(block);
    if (list) list.push(match);
    else taken.set(block, [match]);
  }
}

function overlapping(taken: ReadonlyMap<number, readonly Match[]>, match: Match): boolean {
  for (let block = match.start >> blockBits; block <= match.end >> blockBits; block++) {
    if (
      taken.get(block)?.some((other) => match.start < other.end && other.start < match.end && !areApart(match, other))
    )
      return true;
  }
  return false;
}

/** Two different secrets out of one encoded run share its place but are two. */
function areApart(a: Match, b: Match): boolean {
  return a.decoded.length > 0 && b.decoded.length > 0 && !a.secret.includes(b.secret) && !b.secret.includes(a.secret);
}

function rank(match: Match): number {
  const isCertain = match.confidence === 'certain';
  return specificity(match) + (isCertain ? 50 : 0) + confidences.indexOf(match.confidence) * 10 - match.decoded.length;
}

/** A form that many issuers share (a JSON Web Token) says less than the form of one provider. */
function specificity({ rule }: Match): number {
  if (rule.mode === 'generic') return 0;
  return rule.checksum !== undefined && getChecksum(rule.checksum)?.isFormOnly ? 200 : 300;
}
