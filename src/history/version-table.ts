import { IdTable } from '../lib/id-table.ts';
import type { Version, VersionTable } from './types.ts';

/** A version table that is being filled, commits in any order. */
export interface GrowingVersionTable extends VersionTable {
  /** Notes what a commit made of a path; `blob` is its id in hex, all zeros or undefined where it took it away. */
  add(commit: number, path: string, blob: string | undefined): void;
  /** The same by numbers, which `pathFor` and `blobFor` give. */
  addRow(commit: number, path: number, blob: number): void;
  /** The number of a path or blob, which gets one if it is new; of no blob (see `add`) -1. */
  pathFor(path: string): number;
  blobFor(id: string | undefined): number;
  /** The same for an id in hex at a place of `bytes`. */
  blobFrom(bytes: Buffer, start: number): number;
  /** All paths there ever were, as latin1. */
  paths(): Iterable<string>;
  /** Paths by number, blobs by number: what `changes` speaks of. */
  pathOf(path: number): string;
  pathNumber(path: string): number;
  blobOf(blob: number): string;
  blobNumber(id: string): number;
  /** Distinct blobs and paths. */
  readonly blobCount: number;
  readonly pathCount: number;
  readonly changeCount: number;
  /** Every change, in order of addition; `blob` is -1 where the path was taken away. */
  each(visit: (commit: number, path: number, blob: number) => void): void;
}

/** Commit, path, blob or -1. */
const rowSize = 3;

/** Three numbers a change, in order of addition; an index by path is made when it is first asked for. */
export function createVersionTable(hexLength: 40 | 64): GrowingVersionTable {
  const blobs = new IdTable(hexLength);
  const paths: string[] = [];
  const numbers = new Map<string, number>();
  let rows = new Int32Array(3 << 12);
  let length = 0;
  let index: RowIndex | undefined;
  const pathFor = (path: string) => {
    const known = numbers.get(path);
    if (known !== undefined) return known;
    numbers.set(path, paths.length);
    return paths.push(path) - 1;
  };
  const blobFor = (id: string | undefined) => (id === undefined || /^0+$/.test(id) ? -1 : blobs.add(id));
  const addRow = (commit: number, path: number, blob: number) => {
    if (length + rowSize > rows.length) {
      const larger = new Int32Array(rows.length * 2);
      larger.set(rows);
      rows = larger;
    }
    rows[length] = commit;
    rows[length + 1] = path;
    rows[length + 2] = blob;
    length += rowSize;
    index = undefined;
  };
  const indexed = () => {
    index ??= indexRows(rows.subarray(0, length), paths.length);
    return index;
  };
  return {
    add: (commit, path, blob) => addRow(commit, pathFor(path), blobFor(blob)),
    addRow,
    pathFor,
    blobFor,
    blobFrom: (bytes, start) => blobs.addFrom(bytes, start),
    paths: () => paths,
    pathOf: (path) => paths[path]!,
    pathNumber: (path) => numbers.get(path) ?? -1,
    blobOf: (blob) => blobs.idOf(blob),
    blobNumber: (id) => blobs.find(id),
    get blobCount() {
      return blobs.count;
    },
    get pathCount() {
      return paths.length;
    },
    get changeCount() {
      return length / rowSize;
    },
    each(visit) {
      for (let row = 0; row < length; row += rowSize) visit(rows[row]!, rows[row + 1]!, rows[row + 2]!);
    },
    versionsOf(path) {
      const number = numbers.get(path);
      if (number === undefined) return [];
      const { starts, order } = indexed();
      const found: Version[] = [];
      for (let at = starts[number]!; at < starts[number + 1]!; at++) {
        const row = order[at]!;
        const blob = rows[row + 2]!;
        found.push({ commit: rows[row]!, blob: blob < 0 ? undefined : blobs.idOf(blob) });
      }
      return found.sort((a, b) => a.commit - b.commit);
    },
    deletions() {
      const found = new Map<number, string[]>();
      for (let row = 0; row < length; row += rowSize) {
        if (rows[row + 2]! >= 0) continue;
        const own = found.get(rows[row]!);
        const path = paths[rows[row + 1]!]!;
        if (own) own.push(path);
        else found.set(rows[row]!, [path]);
      }
      return found;
    },
    placesOf(blob) {
      const wanted = blobs.find(blob);
      const found: { commit: number; path: string }[] = [];
      for (let row = 0; wanted >= 0 && row < length; row += rowSize) {
        if (rows[row + 2] === wanted) found.push({ commit: rows[row]!, path: paths[rows[row + 1]!]! });
      }
      return found.sort((a, b) => a.commit - b.commit);
    },
  };
}

/** The rows of each path: `order` from its start to that of the next path. */
interface RowIndex {
  starts: Int32Array;
  order: Int32Array;
}

function indexRows(rows: Int32Array, pathCount: number): RowIndex {
  const starts = new Int32Array(pathCount + 1);
  for (let row = 0; row < rows.length; row += rowSize) starts[rows[row + 1]! + 1]!++;
  for (let path = 0; path < pathCount; path++) starts[path + 1]! += starts[path]!;
  const next = starts.slice();
  const order = new Int32Array(rows.length / rowSize);
  for (let row = 0; row < rows.length; row += rowSize) order[next[rows[row + 1]!]!++] = row;
  return { starts, order };
}
