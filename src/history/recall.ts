import { crc32 } from '../lib/crc32.ts';
import type { PairMap } from '../lib/pair-map.ts';
import type { Look, Looks } from './commit-memory.ts';
import type { MemoryStore } from './memory-store.ts';
import type { CommitTable } from './types.ts';
import type { GrowingVersionTable } from './version-table.ts';

export interface RecallInput {
  commits: CommitTable;
  /** Complete: the changes of a commit stand together. */
  versions: GrowingVersionTable;
  /** By blob and path the commit at which it is looked at. */
  firsts: PairMap;
  store: MemoryStore;
}

/** What is remembered of the changes that are to be looked at. */
export interface Recall {
  /**
   * Tells the looks at a commit's changes once more, by number of the path, and which files are to be scanned whole.
   * False, and nothing told, where one of them is not known.
   */
  repeat(
    commit: number,
    onLook: (path: number, look: Look) => void,
    onCandidate: (blob: number, path: number) => void,
  ): boolean;
  /** A commit was read to its end. */
  keep(commit: number, looks: ReadonlyMap<number, Look>): void;
}

interface Change {
  path: number;
  blob: number;
}

/** A change at which there was nothing to see: of a mode, say. */
const nothing: Look = {};

export function createRecall({ commits, versions, firsts, store }: RecallInput): Recall {
  const starts = new Int32Array(commits.count).fill(-1);
  const changes = new Int32Array(versions.changeCount * 3);
  let end = 0;
  versions.each((commit, path, blob) => {
    if (starts[commit]! < 0) starts[commit] = end;
    changes[end] = commit;
    changes[end + 1] = path;
    changes[end + 2] = blob;
    end += 3;
  });
  const changesOf = (commit: number): Change[] => {
    const found: Change[] = [];
    const start = starts[commit]!;
    for (let at = start; start >= 0 && changes[at] === commit && at < end; at += 3) {
      found.push({ path: changes[at + 1]!, blob: changes[at + 2]! });
    }
    return found;
  };
  const isWanted = (commit: number, { path, blob }: Change) => blob >= 0 && firsts.get(blob, path) === commit;
  const pathChecks = new Map<number, number>();
  const checkOf = (own: readonly Change[]) => {
    let check = own.length;
    for (const { path, blob } of own) {
      const known = pathChecks.get(path) ?? crc32(versions.pathOf(path));
      pathChecks.set(path, known);
      check = Math.imul(check, 0x9e3779b1) ^ known ^ (blob < 0 ? 1 : 0);
    }
    return check >>> 0;
  };
  const recallLooks = (commit: number, own: readonly Change[]): Looks | undefined => {
    const looks = store.memory.looksOf(commits.idOf(commit), checkOf(own));
    return looks?.length === own.length ? looks : undefined;
  };
  return {
    repeat(commit, onLook, onCandidate) {
      const own = changesOf(commit);
      const looks = recallLooks(commit, own);
      if (!looks || own.some((change, at) => isWanted(commit, change) && !looks[at])) return false;
      for (const [at, change] of own.entries()) {
        if (!isWanted(commit, change)) continue;
        const look = looks[at]!;
        onLook(change.path, look);
        if (look.isCandidate) onCandidate(change.blob, change.path);
      }
      return true;
    },
    keep(commit, looks) {
      const own = changesOf(commit);
      const known = recallLooks(commit, own);
      const all = own.map((change, at) =>
        isWanted(commit, change) ? (looks.get(change.path) ?? nothing) : known?.[at],
      );
      store.memory.setLooks(commits.idOf(commit), checkOf(own), all);
      store.saveSometimes();
    },
  };
}
