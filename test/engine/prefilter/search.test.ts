import { describe, expect, it } from 'vitest';
import { type Automaton, buildAutomaton } from '../../../src/engine/prefilter/automaton.ts';
import { packAutomaton, unpackAutomaton } from '../../../src/engine/prefilter/pack-automaton.ts';
import { chunkSize, createSearch } from '../../../src/engine/prefilter/search.ts';

type Hit = `${number} ${string}`;

/**
 * `start keyword` of everything found, as the engine reads it: chunk by chunk. A keyword inside of one that crosses a
 * seam may be told twice.
 */
function find(automaton: Automaton, bytes: Uint8Array, chunk = chunkSize): Hit[] {
  const { keywords, ends, endsAt, firstHit } = automaton;
  const search = createSearch(automaton);
  const found: Hit[] = [];
  for (let from = 0; from < bytes.length; from += chunk) {
    const hits = search(bytes, from, Math.min(bytes.length, from + chunk));
    for (let i = 0; i < hits.count; i++) {
      const state = hits.state[i]! - firstHit;
      for (let k = endsAt[state]!; k < endsAt[state + 1]!; k++) {
        const keyword = keywords[ends[k]!]!;
        found.push(`${hits.end[i]! - keyword.length} ${keyword}`);
      }
    }
  }
  return [...new Set(found)].sort();
}

function findNaively(keywords: readonly string[], bytes: Uint8Array): Hit[] {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const found: Hit[] = [];
  for (const keyword of new Set(keywords)) {
    for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + 1)) found.push(`${at} ${keyword}`);
  }
  return found.sort();
}

/** Numbers that look random and are the same in every run (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function randomText(next: (below: number) => number, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[next(alphabet.length)]).join('');
}

describe('the prefilter finds what a naive search finds', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('in random text, seed %i', (seed) => {
    const next = random(seed);
    const alphabet = ['ab', 'abc', 'abcdef_', 'ab\u0000\u00ff'][seed % 4]!;
    const keywords = Array.from({ length: 1 + next(20) }, () => randomText(next, alphabet, 1 + next(7)));
    const text = Buffer.from(randomText(next, `${alphabet}ABC.`, next(400)), 'latin1');
    const automaton = buildAutomaton(keywords);
    const chunk = 1 + next(120);
    expect(find(automaton, text, chunk)).toEqual(findNaively(keywords, text));
    expect(find(unpackAutomaton(packAutomaton(automaton)), text)).toEqual(findNaively(keywords, text));
  });

  it('at each offset round the seams between chunks and lanes', () => {
    const keywords = ['secret', 'secretkey', 'ecre', 'key', 'y'];
    const automaton = buildAutomaton(keywords);
    const seams = [chunkSize / 4, chunkSize / 2, chunkSize];
    for (const seam of seams) {
      for (let shift = -10; shift <= 10; shift++) {
        const bytes = Buffer.alloc(chunkSize + 100, '.');
        bytes.write('SecretKEY', seam + shift);
        const near = seam - 20;
        const expected = findNaively(keywords, bytes.subarray(near, near + 50)).map((hit) => {
          const [start, keyword] = hit.split(' ');
          return `${Number(start) + near} ${keyword}`;
        });
        expect(find(automaton, bytes)).toEqual(expected.sort());
      }
    }
  });

  it('with the longest keyword across a seam', () => {
    const keywords = ['a'.repeat(255), 'a'.repeat(254), 'b'];
    const bytes = Buffer.alloc(chunkSize + 2000, '.');
    bytes.fill('A', chunkSize - 100, chunkSize + 160);
    expect(find(buildAutomaton(keywords), bytes)).toEqual(findNaively(keywords, bytes));
  });

  it('where every byte is a keyword', () => {
    const bytes = Buffer.alloc(chunkSize + 7, 'k');
    expect(find(buildAutomaton(['k', 'kk', 'kkk']), bytes).length).toBe(3 * bytes.length - 3);
  });

  it.each(['', 'k', 'ke', 'key'])('in the short text %j', (text) => {
    const keywords = ['key', 'e'];
    expect(find(buildAutomaton(keywords), Buffer.from(text))).toEqual(findNaively(keywords, Buffer.from(text)));
  });

  it('with no keywords at all', () => {
    expect(find(buildAutomaton([]), Buffer.from('abc'))).toEqual([]);
  });
});

it('takes the letters of upper case for those of lower case, and no other bytes', () => {
  const automaton = buildAutomaton(['a[', 'z{']);
  expect(find(automaton, Buffer.from('A[ a{ A{ Z{ z[ Z['))).toEqual(['0 a[', '9 z{']);
});

it('finds in a text only what starts in the part that it is asked for', () => {
  const search = createSearch(buildAutomaton(['key']));
  const bytes = Buffer.from('key key key');
  const ends = (from: number, to: number) => {
    const { count, end } = search(bytes, from, to);
    return [...end.subarray(0, count)];
  };
  expect([ends(0, 4), ends(1, 4), ends(0, 5), ends(4, 5), ends(5, 11)]).toEqual([[3], [], [3, 7], [7], [11]]);
});

it('refuses more keywords than its states can tell apart', () => {
  const keywords = Array.from({ length: 400 }, (_, index) => `${index.toString(36)}${'x'.repeat(200)}`);
  expect(() => buildAutomaton(keywords)).toThrow(/prefilter states, at most 65535/);
});
