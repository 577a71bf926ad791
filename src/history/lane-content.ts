import type { CommitGraph } from './commit-graph.ts';
import type { PathContent } from './held.ts';
import type { Lane } from './lane-groups.ts';
import { lowestLane } from './lanes.ts';

/** Lanes of one pass by their bit. */
export type Lanes = readonly (Lane | undefined)[];

/** Of the lanes in `bits`, those that a merge holds; `bits` are lanes in which its parents differ. */
export type SettleLanes = (lanes: Lanes, merge: number, bits: number) => Promise<number>;

/**
 * Enters what the versions of each lane's path say: in `set` that a commit set the path, in `held` that it holds the secret since.
 * Gives the first commit that holds any, `held.length` if none does.
 */
export function enterVersions(lanes: Lanes, held: Int32Array, set: Int32Array): number {
  let start = held.length;
  for (const [bit, lane] of lanes.entries()) {
    if (lane === undefined) continue;
    const { commits, blobs, holds } = lane.content;
    for (let i = 0; i < commits.length; i++) {
      const commit = commits[i]!;
      set[commit]! |= 1 << bit;
      if (!holds(blobs[i]!, lane.secret)) continue;
      held[commit]! |= 1 << bit;
      if (commit < start) start = commit;
    }
  }
  return start;
}

/** The blob through which a commit that set the lane's path holds the secret. */
export function blobOfVersion({ content, secret }: Lane, commit: number): string {
  let i = content.commits.indexOf(commit);
  while (!content.holds(content.blobs[i]!, secret)) i++;
  return content.idOf(content.blobs[i]!);
}

/** A commit that holds a secret at a path, and none of its parents in the selection does. */
export interface Origin {
  commit: number;
  parents: readonly number[];
  blob: string;
}

/** The commits from `start` on that hold a lane, ascending, and those of them that brought it. */
export function listHeld(
  lane: Lane,
  bit: number,
  words: Int32Array,
  start: number,
  { count, parents, parentStarts }: CommitGraph,
): [held: number[], origins: Origin[]] {
  const held: number[] = [];
  const origins: Origin[] = [];
  const isHeld = (commit: number) => ((words[commit]! >>> bit) & 1) === 1;
  for (let commit = start; commit < count; commit++) {
    if (!isHeld(commit)) continue;
    held.push(commit);
    const own = [...parents.subarray(parentStarts[commit], parentStarts[commit + 1])];
    if (!own.some(isHeld)) origins.push({ commit, parents: own, blob: blobOfVersion(lane, commit) });
  }
  return [held, origins];
}

/** Settles merges by asking for the blob they have at a path, once for all secrets of the path. */
export function createSettler(blobAt: (commit: number, path: string) => Promise<string | undefined>): SettleLanes {
  const known = createStore<number>();
  // Groups of lanes that are worked on at the same time come to the same merges at about the same time.
  const asked = createStore<Promise<void>>();
  const find = async (content: PathContent, merge: number) => {
    known(content).set(merge, content.indexOf(await blobAt(merge, content.path)));
    asked(content).delete(merge);
  };
  const ask = (content: PathContent, merge: number) => {
    const answer = asked(content).get(merge) ?? find(content, merge);
    asked(content).set(merge, answer);
    return answer;
  };
  return async (lanes, merge, bits) => {
    const missing = new Set<PathContent>();
    eachLane(lanes, bits, ({ content }) => {
      if (!known(content).has(merge)) missing.add(content);
    });
    if (missing.size > 0) await Promise.all([...missing].map((content) => ask(content, merge)));
    let held = 0;
    eachLane(lanes, bits, ({ content, secret }, bit) => {
      if (content.holds(known(content).get(merge)!, secret)) held |= 1 << bit;
    });
    return held;
  };
}

/** A map by commit for each path, made when it is asked for. */
function createStore<Value>(): (content: PathContent) => Map<number, Value> {
  const maps = new Map<PathContent, Map<number, Value>>();
  return (content) => {
    const map = maps.get(content) ?? new Map<number, Value>();
    maps.set(content, map);
    return map;
  };
}

function eachLane(lanes: Lanes, bits: number, visit: (lane: Lane, bit: number) => void): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const bit = lowestLane(rest);
    visit(lanes[bit]!, bit);
  }
}
