import { IdTable } from '../lib/id-table.ts';
import type { CommitTable } from './types.ts';

/** A commit table that is being filled, parents before children. */
export interface GrowingCommitTable extends CommitTable {
  add(id: string, parents: readonly string[], time: number): void;
}

const noParents: readonly number[] = [];

/** Some 60 bytes a commit: histories have millions of them. `hexLength` is that of the repository's ids. */
export function createCommitTable(hexLength: 40 | 64): GrowingCommitTable {
  const ids = new IdTable(hexLength);
  let times = new Float64Array(1 << 12);
  /** Index of the only parent, or one of the marks below. */
  let firstParent = new Int32Array(1 << 12);
  const merges = new Map<number, readonly number[]>();
  const lacking = new Set<number>();
  return {
    get count() {
      return ids.count;
    },
    idOf: (commit) => ids.idOf(commit),
    indexOf: (id) => ids.find(id),
    parentsOf(commit) {
      const known = merges.get(commit);
      if (known) return known;
      const parent = firstParent[commit]!;
      return parent < 0 ? noParents : [parent];
    },
    lacksParent: (commit) => lacking.has(commit),
    timeOf: (commit) => times[commit]!,
    add(id, parents, time) {
      const count = ids.count;
      const commit = ids.add(id);
      if (commit < count) return;
      if (commit >= times.length) {
        times = grow(times, Float64Array);
        firstParent = grow(firstParent, Int32Array);
      }
      times[commit] = time;
      const known = parents.map((parent) => ids.find(parent)).filter((parent) => parent >= 0);
      firstParent[commit] = known[0] ?? -1;
      if (parents.length > 1) merges.set(commit, known);
      if (known.length < parents.length) lacking.add(commit);
    },
  };
}

function grow<Numbers extends Float64Array | Int32Array>(old: Numbers, Kind: new (length: number) => Numbers): Numbers {
  const larger = new Kind(old.length * 2);
  larger.set(old);
  return larger;
}
