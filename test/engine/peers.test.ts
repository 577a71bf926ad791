import { describe, expect, it } from 'vitest';
import { createPeers, type LinePlace } from '../../src/engine/peers.ts';
import type { Match } from '../../src/model/match.ts';

/** Matches that start at these places of a text whose lines are 100 bytes long; only the start is looked at. */
function matchesAt(places: readonly LinePlace[]): Match[] {
  return places.map(({ line, column }) => ({ start: line * 100 + column }) as Match);
}

const placeOf = ({ start }: Match): LinePlace => ({ line: Math.floor(start / 100), column: start % 100 });

/** Numbers below `limit`, always the same ones. */
function createNumbers(): (limit: number) => number {
  let state = 1;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
}

describe('createPeers', () => {
  it('leads past those that are taken, however many', () => {
    const matches = matchesAt(Array.from({ length: 200_000 }, (_, line) => ({ line, column: 0 })));
    const peers = createPeers(matches, placeOf);
    const last = matches.at(-1)!;
    const found: (Match | undefined)[] = [];
    for (let i = 0; i < matches.length; i++) {
      const match = peers.before(last, 1_000_000);
      found.push(match);
      if (match !== undefined) peers.remove(match);
    }
    const others = matches.slice(0, -1).reverse();
    expect(found.every((match, i) => match === others[i])).toBe(true);
    expect(peers.after(matches[0]!, 1_000_000)).toBe(last);
  });

  it.each([undefined, 0, 7, 40])('finds what a look at each would find, within %s columns', (columns) => {
    const number = createNumbers();
    const places = Array.from({ length: 300 }, () => ({ line: number(60), column: number(100) }));
    const matches = matchesAt(places).sort((a, b) => a.start - b.start);
    const peers = createPeers(matches, placeOf);
    const free = new Set(matches);
    while (free.size > 0) {
      const match = matches[number(matches.length)]!;
      const within = number(6);
      const { line, column } = placeOf(match);
      const near = matches.filter((other) => {
        const place = placeOf(other);
        const isNear = Math.abs(place.line - line) <= within && Math.abs(place.column - column) <= (columns ?? 100);
        return isNear && other !== match && free.has(other);
      });
      const before = near.findLast(({ start }) => start <= match.start);
      const after = near.find(({ start }) => start > match.start);
      expect([peers.before(match, within, columns), peers.after(match, within, columns)]).toEqual([before, after]);
      const taken = matches[number(matches.length)]!;
      free.delete(taken);
      peers.remove(taken);
    }
  });
});
