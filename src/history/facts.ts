import { createYielder } from '../lib/yield-loop.ts';
import { type CommitGraph, createGraph } from './commit-graph.ts';
import { readContents } from './held.ts';
import {
  blobOfVersion,
  createSettler,
  enterVersions,
  type Lanes,
  listHeld,
  type Origin,
  type SettleLanes,
} from './lane-content.ts';
import { type Group, groupSecrets, passesOf } from './lane-groups.ts';
import { factsOfLanes, laneCount, lowestLane, spread, spreadToDescendants } from './lanes.ts';
import type { CommitTable, Holding, VersionTable } from './types.ts';

export interface FactsInput {
  commits: CommitTable;
  versions: VersionTable;
  /** Secrets in blobs as they were decided; several needles for a secret are possible. */
  holdings: readonly Holding[];
  /** Objects by id; undefined where unreadable or larger than what is wanted in memory: they hold what is known of them. */
  readBlob(id: string): Promise<Buffer | undefined>;
  /** Takes back a content that \`readBlob\` gave. */
  release?(content: Buffer): void;
  /** The blob at a path, as latin1, of a merge whose parents differ; undefined: no such path. */
  blobAt(commit: number, path: string): Promise<string | undefined>;
  /** Tips; commit -1: not in the selection. */
  refs: readonly { name: string; commit: number }[];
  /** The commit of HEAD; -1: not in the selection. */
  head: number;
  /** By secretHash commits that hold it elsewhere, in a message or a name: they count, and are at no place. */
  alsoHeld?: ReadonlyMap<string, Iterable<number>>;
  /** How many names of refs are wanted for each secret; all by default. */
  maxRefs?: number;
  /** Told of each secret at a path which commits hold it, ascending. */
  onHeld?(place: PlaceFacts, held: number[], origins: Origin[]): void;
  signal?: AbortSignal;
}

/** Commits are numbers of the commit table. */
export interface HeldFacts {
  /** The commit that brought it: its content holds it and no parent's does; of several the one with the earliest committer date. */
  first: number;
  /** The commit with the latest committer date that holds it. */
  last: number;
  /** How many commits hold it. */
  count: number;
  inHead: boolean;
}

export interface PlaceFacts extends HeldFacts {
  path: string;
  secretHash: string;
  /** What `first` has at the path. */
  firstBlob: string;
}

/** A secret at all its paths together. */
export interface SecretFacts extends HeldFacts {
  secretHash: string;
  /** Refs from whose tip a commit that holds it can be reached: sorted names, at most `maxRefs`. */
  refs: string[];
  refCount: number;
  /** By first commit, then path. */
  places: PlaceFacts[];
}

/** Memory for the words of all groups that are worked on at once, in bytes. */
const wordMemory = 24 << 20;
const mostAtOnce = 8;

/** What the work on every group needs. */
interface Work {
  graph: CommitGraph;
  settle: SettleLanes;
  /** Sorted, those in the selection. */
  refs: FactsInput['refs'];
  maxRefs: number;
  head: number;
  alsoHeld: NonNullable<FactsInput['alsoHeld']>;
  onHeld: FactsInput['onHeld'];
  /** Called between passes: lets other things run, throws when the signal says so. */
  pause(): Promise<void> | undefined;
}

/**
 * Which commits hold each secret: from the versions of its paths, carried from parents to children. Secrets that no
 * commit of the table holds are left out. Rejects with the signal's reason, and with what `readBlob` and `blobAt` reject with.
 */
export async function gatherFacts(input: FactsInput): Promise<Map<string, SecretFacts>> {
  const yieldLoop = createYielder();
  const pause = () => {
    input.signal?.throwIfAborted();
    return yieldLoop();
  };
  const contents = await readContents(
    input.holdings,
    input.versions,
    (id) => input.readBlob(id),
    (content) => input.release?.(content),
    pause,
  );
  const work: Work = {
    graph: createGraph(input.commits),
    settle: createSettler((commit, path) => input.blobAt(commit, path)),
    refs: input.refs.filter(({ commit }) => commit >= 0).sort((a, b) => compare(a.name, b.name)),
    maxRefs: input.maxRefs ?? Number.POSITIVE_INFINITY,
    head: input.head,
    alsoHeld: input.alsoHeld ?? new Map(),
    onHeld: input.onHeld && ((...told) => input.onHeld?.(...told)),
    pause,
  };
  return factsOfGroups(groupSecrets(contents), work);
}

/** Works on some groups at once: while one waits for what a merge has at a path, others go on. */
async function factsOfGroups(groups: readonly Group[], work: Work): Promise<Map<string, SecretFacts>> {
  const facts = new Map<string, SecretFacts>();
  const { count } = work.graph;
  const atOnce = Math.min(mostAtOnce, groups.length, Math.ceil(wordMemory / (count * 12 + 1)));
  const queue = groups.values();
  const runQueue = async () => {
    const words = { held: new Int32Array(count), set: new Int32Array(count), union: new Int32Array(count) };
    for (const group of queue) {
      for (const each of await factsOfGroup(group, words, work)) facts.set(each.secretHash, each);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runQueue));
  return facts;
}

/** Words of each commit. */
interface Words {
  /** What it holds, in the pass at hand. */
  held: Int32Array;
  /** Lanes whose path it set itself. */
  set: Int32Array;
  /** What it holds, in all passes of the group. */
  union: Int32Array;
}

async function factsOfGroup(group: Group, words: Words, work: Work): Promise<SecretFacts[]> {
  const places = new Map<string, PlaceFacts[]>(group.map(({ secretHash }) => [secretHash, []]));
  words.union.fill(0);
  for (const lanes of passesOf(group)) {
    for (const place of await factsOfPass(lanes, words, work)) places.get(place.secretHash)!.push(place);
    for (let commit = 0; commit < work.graph.count; commit++) words.union[commit]! |= words.held[commit]!;
    await work.pause();
  }
  foldBits(group, words.union);
  for (const { secretHash, firstBit } of group) {
    for (const commit of work.alsoHeld.get(secretHash) ?? []) words.union[commit]! |= 1 << firstBit;
  }
  const heldBy = createReader(words.union, 0, work);
  spreadToDescendants(work.graph, words.union);
  const reached = listRefs(words.union, work);
  return group.flatMap(({ secretHash, firstBit }) => {
    const held = heldBy(firstBit);
    if (held === undefined) return [];
    const own = places.get(secretHash)!.sort((a, b) => a.first - b.first || compare(a.path, b.path));
    return [{ secretHash, ...held, ...reached[firstBit]!, places: own }];
  });
}

async function factsOfPass(lanes: Lanes, words: Words, work: Work): Promise<PlaceFacts[]> {
  words.held.fill(0);
  words.set.fill(0);
  const start = enterVersions(lanes, words.held, words.set);
  await spread(work.graph, words.held, words.set, start, (merge, bits) => work.settle(lanes, merge, bits));
  const heldBy = createReader(words.held, start, work);
  return lanes.flatMap((lane, bit) => {
    const held = heldBy(bit);
    if (lane === undefined || held === undefined) return [];
    const { path, secrets } = lane.content;
    const firstBlob = blobOfVersion(lane, held.first);
    const place = { path, secretHash: secrets[lane.secret]!, ...held, firstBlob };
    work.onHeld?.(place, ...listHeld(lane, bit, words.held, start, work.graph));
    return [place];
  });
}

/** Reads the facts of a bit; undefined: no commit holds it. Commits before `start` hold nothing. */
function createReader(words: Int32Array, start: number, { graph, head }: Work): (bit: number) => HeldFacts | undefined {
  const { counts, firsts, lasts } = factsOfLanes(graph, words, start);
  const inHead = head < 0 ? 0 : words[head]!;
  return (bit) =>
    counts[bit] === 0
      ? undefined
      : { first: firsts[bit]!, last: lasts[bit]!, count: counts[bit]!, inHead: ((inHead >>> bit) & 1) === 1 };
}

/** Where a secret has several bits: moves them all to its first. */
function foldBits(group: Group, words: Int32Array): void {
  const wide = group
    .filter(({ bits }) => bits > 1)
    .map(({ firstBit, bits }) => ({ first: 1 << firstBit, mask: (2 ** bits - 1) << firstBit }));
  if (wide.length === 0) return;
  for (let commit = 0; commit < words.length; commit++) {
    let word = words[commit]!;
    for (const { first, mask } of wide) if ((word & mask) !== 0) word = (word & ~mask) | first;
    words[commit] = word;
  }
}

/** The refs whose tips have a bit, for each bit. */
function listRefs(words: Int32Array, { refs, maxRefs }: Work): { refs: string[]; refCount: number }[] {
  const lists = Array.from({ length: laneCount }, () => ({ refs: [] as string[], refCount: 0 }));
  for (const { name, commit } of refs) {
    for (let word = words[commit]!; word !== 0; word &= word - 1) {
      const list = lists[lowestLane(word)]!;
      if (list.refCount++ < maxRefs) list.refs.push(name);
    }
  }
  return lists;
}

/** By UTF-16 code units: the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
