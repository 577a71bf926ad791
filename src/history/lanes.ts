import type { CommitGraph } from './commit-graph.ts';

/*
 * Of each commit one 32-bit word is kept; a lane is a bit of these words: whether the commit holds a certain secret.
 */
export const laneCount = 32;

/** Where parents differ in `lanes`: those of them that the merge holds. */
export type Settle = (merge: number, lanes: number) => Promise<number>;

/**
 * Carries lanes from parents to children, where `set` has no bit for the lane: there the commit set the path itself,
 * and its word says already what it holds. Commits before `start` hold nothing.
 */
export async function spread(
  graph: CommitGraph,
  words: Int32Array,
  set: Int32Array,
  start: number,
  settle: Settle,
): Promise<void> {
  let differing = 0;
  const spreadFrom = (first: number): number => {
    const { count, parentStarts, parents, lacksParent } = graph;
    for (let commit = first; commit < count; commit++) {
      const end = parentStarts[commit + 1]!;
      let any = 0;
      let all = lacksParent[commit] === 1 ? 0 : -1;
      for (let i = parentStarts[commit]!; i < end; i++) {
        const word = words[parents[i]!]!;
        any |= word;
        all &= word;
      }
      const inherits = ~set[commit]!;
      words[commit]! |= any & all & inherits;
      differing = any & ~all & inherits;
      if (differing !== 0) return commit;
    }
    return count;
  };
  for (let commit = spreadFrom(start); commit < graph.count; commit = spreadFrom(commit + 1)) {
    words[commit]! |= await settle(commit, differing);
  }
}

/** Carries lanes to everything that descends from a commit that holds them. */
export function spreadToDescendants(graph: CommitGraph, words: Int32Array): void {
  const { count, parentStarts, parents } = graph;
  for (let commit = 0; commit < count; commit++) {
    const end = parentStarts[commit + 1]!;
    let word = words[commit]!;
    for (let i = parentStarts[commit]!; i < end; i++) word |= words[parents[i]!]!;
    words[commit] = word;
  }
}

/** Of each lane: how many commits hold it, and the first and the last of them; -1: none. */
export interface LaneFacts {
  counts: Int32Array;
  firsts: Int32Array;
  lasts: Int32Array;
}

export function factsOfLanes(graph: CommitGraph, words: Int32Array, start: number): LaneFacts {
  const counts = countLanes(words, start);
  return { counts, firsts: findFirsts(graph, words, start), lasts: findLasts(graph, words, counts) };
}

/** Adds the words up with a binary counter for each lane, all lanes at once: `planes[k]` holds the counters' bit k. */
function countLanes(words: Int32Array, start: number): Int32Array {
  const planes = new Int32Array(laneCount);
  for (let commit = start; commit < words.length; commit++) {
    let carry = words[commit]!;
    for (let k = 0; carry !== 0; k++) {
      const plane = planes[k]!;
      planes[k] = plane ^ carry;
      carry &= plane;
    }
  }
  return Int32Array.from({ length: laneCount }, (_, lane) =>
    planes.reduce((sum, plane, k) => sum + ((plane >>> lane) & 1) * 2 ** k, 0),
  );
}

/** Of the commits that hold a lane none of whose parents does, the one with the earliest date. */
function findFirsts(graph: CommitGraph, words: Int32Array, start: number): Int32Array {
  const { count, parentStarts, parents, times } = graph;
  const firsts = new Int32Array(laneCount).fill(-1);
  for (let commit = start; commit < count; commit++) {
    const end = parentStarts[commit + 1]!;
    let begun = words[commit]!;
    for (let i = parentStarts[commit]!; i < end; i++) begun &= ~words[parents[i]!]!;
    for (; begun !== 0; begun &= begun - 1) {
      const lane = lowestLane(begun);
      if (firsts[lane]! < 0 || times[commit]! < times[firsts[lane]!]!) firsts[lane] = commit;
    }
  }
  return firsts;
}

/** Of the commits that hold a lane, the one with the latest date; of equal ones the later in the table. */
function findLasts({ newestFirst }: CommitGraph, words: Int32Array, counts: Int32Array): Int32Array {
  const lasts = new Int32Array(laneCount).fill(-1);
  let missing = counts.reduce((lanes, count, lane) => (count > 0 ? lanes | (1 << lane) : lanes), 0);
  for (let i = 0; missing !== 0; i++) {
    const commit = newestFirst[i]!;
    for (let found = words[commit]! & missing; found !== 0; found &= found - 1) {
      const lane = lowestLane(found);
      lasts[lane] = commit;
      missing &= ~(1 << lane);
    }
  }
  return lasts;
}

/** The lane of the lowest bit that is set. */
export function lowestLane(word: number): number {
  return 31 - Math.clz32(word & -word);
}
