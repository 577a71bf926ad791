import { createHash } from 'node:crypto';
import { createCommitTable } from '../../src/history/commit-table.ts';
import type { FactsInput, HeldFacts, PlaceFacts, SecretFacts } from '../../src/history/facts.ts';
import type { Holding } from '../../src/history/types.ts';
import { createVersionTable } from '../../src/history/version-table.ts';

/** A history in full: what git would know of it. */
export interface MadeHistory {
  commits: readonly { id: string; parents: readonly number[]; time: number; tree: ReadonlyMap<string, string> }[];
  blobs: ReadonlyMap<string, Buffer>;
  /** Values of the secrets in use, by their hash. */
  secrets: ReadonlyMap<string, Buffer>;
}

export interface Shape {
  commits: number;
  paths: number;
  secrets: number;
  /** Whether a content may come back later, as by a revert. */
  reverts?: boolean;
}

/** Numbers from 0 to below 1, the same for each seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes a history with branches, merges of two and more (some with content of their own), reverts and renames. */
export function makeHistory(random: () => number, shape: Shape): MadeHistory {
  const below = (count: number) => Math.floor(random() * count);
  const blobs = new Map<string, Buffer>();
  const secrets = new Map<string, Buffer>();
  for (let n = 0; n < shape.secrets; n++) secrets.set(`hash-${n}`, Buffer.from(`<secret ${n}>`));
  const newBlob = () => {
    const held = [...secrets.values()].filter(() => random() < 0.3);
    const unique = shape.reverts ? below(4) : blobs.size;
    return keepBlob(blobs, Buffer.concat([Buffer.from(`text ${unique}\n`), ...held]));
  };
  const commits: { id: string; parents: number[]; time: number; tree: Map<string, string> }[] = [];
  let tips: number[] = [];
  for (let n = 0; n < shape.commits; n++) {
    const kind = random();
    const wanted = n === 0 || kind < 0.02 ? 0 : kind < 0.2 ? 2 : kind < 0.24 ? 3 : 1;
    const parents = pick(below, random() < 0.8 ? tips : commits.map((_, i) => i), wanted);
    const bases = parents.map((parent) => commits[parent]!.tree);
    const tree = new Map(bases[0]);
    const names = Array.from({ length: shape.paths }, (_, i) => `file-${i}`);
    if (parents.length > 1) for (const name of names) take(tree, name, bases[below(bases.length)]!.get(name));
    const changes = parents.length > 1 ? below(2) : below(3);
    for (let i = 0; i < changes; i++) {
      const name = names[below(names.length)]!;
      const change = random();
      if (change < 0.2) tree.delete(name);
      else if (change < 0.35) rename(tree, name, names[below(names.length)]!);
      else tree.set(name, newBlob());
    }
    tips = [...tips.filter((tip) => !parents.includes(tip) || random() < 0.3), n].slice(-6);
    // Clocks are wrong now and then, and many commits share a second.
    const time = 1_600_000_000 + Math.floor(n / 3) + (random() < 0.1 ? below(40) - 20 : 0);
    commits.push({ id: idOf(Buffer.from(`commit ${n}`)), parents, time, tree });
  }
  return { commits, blobs, secrets };
}

/** What `gatherFacts` is given of it. The first commits may be left out. */
export function inputOf(
  made: MadeHistory,
  { refs = [], head = -1, from = 0 }: Partial<Options> = {},
): FactsInput & { asked: string[] } {
  const table = createCommitTable(40);
  const versions = createVersionTable(40);
  const holdings: Holding[] = [];
  for (const commit of made.commits.slice(from)) {
    table.add(
      commit.id,
      commit.parents.map((parent) => made.commits[parent]!.id),
      commit.time,
    );
    for (const [path, blob] of changesOf(made, commit)) {
      versions.add(table.count - 1, path, blob);
      for (const [secretHash, needle] of made.secrets) {
        const holds = blob !== undefined && made.blobs.get(blob)!.includes(needle);
        if (holds) holdings.push({ path, blob: blob!, secretHash, needle });
      }
    }
  }
  const asked: string[] = [];
  return {
    commits: table,
    versions,
    holdings,
    refs: refs.map(({ name, commit }) => ({ name, commit: Math.max(-1, commit - from) })),
    head: Math.max(-1, head - from),
    asked,
    readBlob: async (id) => made.blobs.get(id),
    async blobAt(commit, path) {
      asked.push(`${commit + from} ${path}`);
      return made.commits[commit + from]!.tree.get(path);
    },
  };
}

interface Options {
  refs: readonly { name: string; commit: number }[];
  head: number;
  /** Commits before this one are outside of the selection. */
  from: number;
}

/** The facts by looking at every path of every commit. Commits are numbered as the selection numbers them. */
export function naiveFacts(
  made: MadeHistory,
  { refs = [], head = -1, from = 0 }: Partial<Options> = {},
): SecretFacts[] {
  const inside = insideTrees(made, from);
  const commits = made.commits.slice(from);
  const parentsOf = (commit: number) =>
    commits[commit]!.parents.map((parent) => parent - from).filter((parent) => parent >= 0);
  const summary = (holds: (commit: number) => boolean): HeldFacts | undefined => {
    const holders = commits.map((_, commit) => commit).filter(holds);
    if (holders.length === 0) return undefined;
    const begun = holders.filter((commit) => !parentsOf(commit).some(holds));
    const time = (commit: number) => commits[commit]!.time;
    return {
      first: begun.reduce((a, b) => (time(b) < time(a) ? b : a)),
      last: holders.reduce((a, b) => (time(b) >= time(a) ? b : a)),
      count: holders.length,
      inHead: head >= from && holds(head - from),
    };
  };
  return [...made.secrets].flatMap(([secretHash, needle]) => {
    const holdsAt = (commit: number, path: string) => {
      const blob = inside[commit]!.get(path);
      return blob !== undefined && made.blobs.get(blob)!.includes(needle);
    };
    const paths = [...new Set(inside.flatMap((tree) => [...tree.keys()]))];
    const holds = (commit: number) => paths.some((path) => holdsAt(commit, path));
    const all = summary(holds);
    if (all === undefined) return [];
    const places = paths.flatMap((path): PlaceFacts[] => {
      const held = summary((commit) => holdsAt(commit, path));
      return held ? [{ path, secretHash, ...held, firstBlob: inside[held.first]!.get(path)! }] : [];
    });
    places.sort((a, b) => a.first - b.first || (a.path < b.path ? -1 : 1));
    const reached = refs.filter(({ commit }) => commit >= from && reaches(commit - from, parentsOf, holds));
    const names = reached.map(({ name }) => name).sort();
    return [{ secretHash, ...all, refs: names, refCount: names.length, places }];
  });
}

/** Of each selected commit's tree, what came from a commit of the selection. */
function insideTrees(made: MadeHistory, from: number): Map<string, string>[] {
  const trees: Map<string, string>[] = [];
  for (const commit of made.commits.slice(from)) {
    const changed = new Set(changesOf(made, commit).keys());
    const parents = commit.parents.filter((parent) => parent >= from).map((parent) => trees[parent - from]!);
    const isInside = ([path, blob]: [string, string]) =>
      changed.has(path) || parents.some((parent) => parent.get(path) === blob);
    trees.push(new Map([...commit.tree].filter(isInside)));
  }
  return trees;
}

/** What `git diff-tree -c --root` lists: paths whose content is that of no parent. */
function changesOf(made: MadeHistory, { parents, tree }: MadeHistory['commits'][number]) {
  const bases = parents.map((parent) => made.commits[parent]!.tree);
  const paths = new Set([tree, ...bases].flatMap((each) => [...each.keys()]));
  const changed = [...paths].filter((path) => bases.every((base) => base.get(path) !== tree.get(path)));
  return new Map(changed.map((path) => [path, tree.get(path)]));
}

function reaches(tip: number, parentsOf: (commit: number) => number[], holds: (commit: number) => boolean): boolean {
  const seen = new Set([tip]);
  for (const commit of seen) {
    if (holds(commit)) return true;
    for (const parent of parentsOf(commit)) seen.add(parent);
  }
  return false;
}

function keepBlob(blobs: Map<string, Buffer>, content: Buffer): string {
  const id = idOf(content);
  blobs.set(id, content);
  return id;
}

function idOf(content: Buffer): string {
  return createHash('sha1').update(content).digest('hex');
}

function take(tree: Map<string, string>, name: string, blob: string | undefined): void {
  if (blob === undefined) tree.delete(name);
  else tree.set(name, blob);
}

function rename(tree: Map<string, string>, from: string, to: string): void {
  const blob = tree.get(from);
  if (blob === undefined) return;
  tree.delete(from);
  tree.set(to, blob);
}

function pick(below: (count: number) => number, from: readonly number[], wanted: number): number[] {
  const left = [...from];
  const picked: number[] = [];
  while (picked.length < wanted && left.length > 0) picked.push(...left.splice(below(left.length), 1));
  return picked;
}
