import type { Automaton } from './automaton.ts';

/** Most bytes that one search looks at. */
export const chunkSize = 1 << 20;
const laneCount = 4;
const longestKeyword = 255;

/** Where keywords end. Reused from search to search. */
export interface Hits {
  count: number;
  /** Offset one past a keyword's last byte; ascending but across the seams between lanes, where some come twice. */
  end: Int32Array;
  /** The automaton's state there, which tells the keywords. */
  state: Uint16Array;
}

/** Finds every keyword that starts in `bytes[from, to)`, at most `chunkSize` bytes; it may end after `to`. */
export type Search = (bytes: Uint8Array, from: number, to: number) => Hits;

/**
 * Makes a search with buffers of its own. It runs four quarters of a chunk through the automaton at once: each step's
 * table load waits for the one before, so that a single stream leaves the core idle most of the time.
 */
export function createSearch(automaton: Automaton): Search {
  const lanes = Array.from({ length: laneCount }, () => makeHits(1 << 10));
  const states = new Uint16Array(laneCount);
  const all = makeHits(1 << 12);
  const runLanes = createLanes(automaton, lanes, states);
  return (bytes, from, to) => {
    const quarter = (to - from) >> 2;
    for (const lane of lanes) prepare(lane, quarter + 2 * longestKeyword + laneCount);
    runLanes(bytes, from, quarter);
    for (let index = 0; index < laneCount; index++) {
      const next = from + (index + 1) * quarter;
      finishLane(automaton, bytes, next, index === laneCount - 1 ? to : next, lanes[index]!, states[index]!);
    }
    return gather(lanes, all);
  };
}

/** Empties a lane and makes it as long as the hits can be many. */
function prepare(lane: Hits, most: number): void {
  if (lane.end.length < most) Object.assign(lane, makeHits(1 << (32 - Math.clz32(most))));
  lane.count = 0;
}

function makeHits(size: number): Hits {
  return { count: 0, end: new Int32Array(size), state: new Uint16Array(size) };
}

/**
 * The inner loop, as a closure over its tables: V8 then knows their addresses at compile time, which is worth a third.
 * Leaves each lane's hits in the lane and its last state in `states`.
 */
function createLanes(automaton: Automaton, lanes: readonly Hits[], states: Uint16Array) {
  const { table, classOf, shift, firstHit } = automaton;
  const [lane0, lane1, lane2, lane3] = lanes as [Hits, Hits, Hits, Hits];
  return (bytes: Uint8Array, from: number, quarter: number): void => {
    const twice = 2 * quarter;
    const thrice = 3 * quarter;
    const stop = from + quarter;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let i = from; i < stop; i++) {
      s0 = table[(s0 << shift) + classOf[bytes[i]!]!]!;
      s1 = table[(s1 << shift) + classOf[bytes[i + quarter]!]!]!;
      s2 = table[(s2 << shift) + classOf[bytes[i + twice]!]!]!;
      s3 = table[(s3 << shift) + classOf[bytes[i + thrice]!]!]!;
      // One test for all four: hits are rare, and four tests a step halve the speed.
      if (s0 >= firstHit || s1 >= firstHit || s2 >= firstHit || s3 >= firstHit) {
        if (s0 >= firstHit) record(lane0, i + 1, s0);
        if (s1 >= firstHit) record(lane1, i + quarter + 1, s1);
        if (s2 >= firstHit) record(lane2, i + twice + 1, s2);
        if (s3 >= firstHit) record(lane3, i + thrice + 1, s3);
      }
    }
    states[0] = s0;
    states[1] = s1;
    states[2] = s2;
    states[3] = s3;
  };
}

/** Takes a lane on to its seam, and past it for as long as a keyword that began before the seam is still open. */
function finishLane(
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  seam: number,
  lane: Hits,
  startState: number,
): void {
  const { table, classOf, shift, firstHit, depth } = automaton;
  let state = startState;
  for (let i = from; i < bytes.length; i++) {
    state = table[(state << shift) + classOf[bytes[i]!]!]!;
    if (i >= seam && depth[state]! <= i + 1 - seam) return;
    if (state >= firstHit) record(lane, i + 1, state);
  }
}

function record(lane: Hits, end: number, state: number): void {
  const index = lane.count++;
  lane.end[index] = end;
  lane.state[index] = state;
}

function gather(lanes: readonly Hits[], all: Hits): Hits {
  let total = 0;
  for (const lane of lanes) total += lane.count;
  if (total > all.end.length) Object.assign(all, makeHits(2 * total));
  all.count = 0;
  for (const lane of lanes) {
    for (let i = 0; i < lane.count; i++) record(all, lane.end[i]!, lane.state[i]!);
  }
  return all;
}
