import { groupBy } from '../lib/group-by.ts';
import { IdTable } from '../lib/id-table.ts';
import { createNeedleSearch, type Needle, type NeedleSearch } from './find-needles.ts';
import type { Holding, VersionTable } from './types.ts';

/** The versions of a path, and which of its secrets each of its blobs holds. */
export interface PathContent {
  readonly path: string;
  /** Hashes of its secrets. Elsewhere a secret of the path is its index here. */
  readonly secrets: readonly string[];
  /** Commits that set the path, in order. */
  readonly commits: Int32Array;
  /** The blob that each of them left, by its index among the path's blobs; -1: it took the path away. */
  readonly blobs: Int32Array;
  /** Id of a blob of the path. */
  idOf(blob: number): string;
  /** A blob's index; -1: no commit of the selection left it at the path. */
  indexOf(id: string | undefined): number;
  /** Whether a blob, by its index, holds a secret; -1 holds none. */
  holds(blob: number, secret: number): boolean;
}

interface Draft extends PathContent {
  readonly needles: readonly Needle[];
  readonly blobCount: number;
  /** 1 at `blob * secrets.length + secret`: it holds it. */
  readonly held: Uint8Array;
}

/** Blobs asked for ahead of the one that is searched. */
const readAhead = 8;

/** Reads each version of the paths that hold secrets, once, and looks for the bytes of those it is not known to hold. */
export async function readContents(
  holdings: readonly Holding[],
  versions: VersionTable,
  readBlob: (id: string) => Promise<Buffer | undefined>,
  release: (content: Buffer) => void,
  pause: () => Promise<void> | undefined,
): Promise<PathContent[]> {
  const ids = new IdTable(holdings[0]?.blob.length === 64 ? 64 : 40);
  const drafts = [...groupBy(holdings, ({ path }) => path)].map(([path, own]) => createDraft(path, own, versions, ids));
  let search: NeedleSearch = () => {};
  let searched: Draft | undefined;
  for await (const { draft, blob, content } of readEach(drafts, readBlob)) {
    if (draft !== searched) search = createNeedleSearch(draft.needles);
    searched = draft;
    const from = blob * draft.secrets.length;
    if (content !== undefined) {
      search(content, draft.held.subarray(from, from + draft.secrets.length));
      release(content);
    }
    await pause();
  }
  return drafts;
}

/** The blobs in which something is to be looked for, in order of paths and versions. */
async function* readEach(drafts: readonly Draft[], readBlob: (id: string) => Promise<Buffer | undefined>) {
  const ahead: Promise<{ draft: Draft; blob: number; content: Buffer | undefined }>[] = [];
  for (const draft of drafts) {
    for (let blob = 0; blob < draft.blobCount; blob++) {
      const from = blob * draft.secrets.length;
      if (!draft.held.subarray(from, from + draft.secrets.length).includes(0)) continue;
      const read = readBlob(draft.idOf(blob)).then((content) => ({ draft, blob, content }));
      // It is awaited below, but maybe not before it fails.
      read.catch(() => {});
      ahead.push(read);
      if (ahead.length >= readAhead) yield await ahead.shift()!;
    }
  }
  for (const read of ahead) yield await read;
}

function createDraft(path: string, holdings: readonly Holding[], table: VersionTable, ids: IdTable): Draft {
  const versions = table.versionsOf(path);
  const numbers = Int32Array.from(versions, ({ blob }) => (blob === undefined ? -1 : ids.add(blob)));
  const own = Int32Array.from(new Set(numbers.filter((number) => number >= 0))).sort();
  const { secrets, needles } = listSecrets(holdings);
  const held = new Uint8Array(own.length * secrets.size);
  const indexOf = (id: string | undefined) => (id === undefined ? -1 : indexIn(own, ids.find(id)));
  for (const { blob, secretHash } of holdings) {
    const index = indexOf(blob);
    if (index >= 0) held[index * secrets.size + secrets.get(secretHash)!] = 1;
  }
  return {
    path,
    secrets: [...secrets.keys()],
    needles,
    blobCount: own.length,
    held,
    commits: Int32Array.from(versions, ({ commit }) => commit),
    blobs: numbers.map((number) => indexIn(own, number)),
    idOf: (blob) => ids.idOf(own[blob]!),
    indexOf,
    holds: (blob, secret) => blob >= 0 && held[blob * secrets.size + secret] === 1,
  };
}

function listSecrets(holdings: readonly Holding[]): { secrets: Map<string, number>; needles: Needle[] } {
  const secrets = new Map<string, number>();
  const needles = new Map<string, Needle>();
  for (const { secretHash, needle } of holdings) {
    if (!secrets.has(secretHash)) secrets.set(secretHash, secrets.size);
    const key = `${secretHash} ${needle.toString('latin1')}`;
    if (!needles.has(key)) needles.set(key, { bytes: needle, secret: secrets.get(secretHash)! });
  }
  return { secrets, needles: [...needles.values()] };
}

/** Index of a number in an ascending list; -1: not in it. */
export function indexIn(sorted: Int32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle]!;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
