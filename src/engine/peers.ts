import type { Match } from '../model/match.ts';

/** Where a match stands in a text of lines. */
export interface LinePlace {
  /** Line breaks before it. */
  line: number;
  /** Bytes between the start of its line and it. */
  column: number;
}

/** The matches of one rule, those that are free to be a part of something. */
export interface Peers {
  /** The last free one that starts where the match does or before it, within so many lines and columns. */
  before(match: Match, lines: number, columns?: number): Match | undefined;
  /** The first free one that starts after the match. */
  after(match: Match, lines: number, columns?: number): Match | undefined;
  /** One is a part now. */
  remove(match: Match): void;
}

/**
 * Keeps matches in order of place, so that those that are taken cost nothing more: each leads to the next free one
 * (a disjoint set with halved paths). Where columns count, a search looks at each line once, whatever stands on it.
 */
export function createPeers(matches: readonly Match[], placeOf: (match: Match) => LinePlace): Peers {
  const count = matches.length;
  const indices = new Map(matches.map((match, index) => [match, index]));
  const lines = Int32Array.from(matches, (match) => placeOf(match).line);
  const columns = Int32Array.from(matches, (match) => placeOf(match).column);
  // Shifted by one: 0 stands for "none before".
  const lastFree = Int32Array.from({ length: count + 1 }, (_, i) => i);
  const nextFree = Int32Array.from({ length: count + 1 }, (_, i) => i);
  const freeBefore = (index: number) => follow(lastFree, index + 1) - 1;
  const freeFrom = (index: number) => follow(nextFree, index);
  const afterStart = (start: number) => firstWhere(count, (i) => matches[i]!.start > start);
  const atPlace = (line: number, column: number) =>
    firstWhere(count, (i) => lines[i]! > line || (lines[i] === line && columns[i]! >= column));
  return {
    before(match, within, withinColumns = Number.POSITIVE_INFINITY) {
      const { line, column } = placeOf(match);
      let at = freeBefore(afterStart(match.start) - 1);
      while (at >= 0 && line - lines[at]! <= within) {
        if (columns[at]! > column + withinColumns) at = freeBefore(atPlace(lines[at]!, column + withinColumns + 1) - 1);
        else if (columns[at]! < column - withinColumns) at = freeBefore(atPlace(lines[at]!, 0) - 1);
        else if (matches[at] === match) at = freeBefore(at - 1);
        else return matches[at];
      }
      return undefined;
    },
    after(match, within, withinColumns = Number.POSITIVE_INFINITY) {
      const { line, column } = placeOf(match);
      let at = freeFrom(afterStart(match.start));
      while (at < count && lines[at]! - line <= within) {
        if (columns[at]! < column - withinColumns) at = freeFrom(atPlace(lines[at]!, column - withinColumns));
        else if (columns[at]! > column + withinColumns) at = freeFrom(atPlace(lines[at]! + 1, 0));
        else return matches[at];
      }
      return undefined;
    },
    remove(match) {
      const at = indices.get(match)!;
      lastFree[at + 1] = at;
      nextFree[at] = at + 1;
    },
  };
}

/** Where the links lead to in the end. */
function follow(links: Int32Array, from: number): number {
  let at = from;
  while (links[at] !== at) {
    links[at] = links[links[at]!]!;
    at = links[at]!;
  }
  return at;
}

/** The first index below `count` from which on the test holds; `count`: none. */
function firstWhere(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
