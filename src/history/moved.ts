import { basename } from 'node:path/posix';
import type { CommitTable, VersionTable } from './types.ts';

export interface MovedInput {
  commits: CommitTable;
  versions: Pick<VersionTable, 'versionsOf' | 'deletions'>;
  /** Full ids of a commit's parents, in the selection or not. */
  parentsOf(commit: number): Promise<readonly string[]>;
  /** Whether a commit, by its full id, holds at a path (as latin1) what is asked for. */
  holds(commit: string, path: string): Promise<boolean>;
}

/** Tells whether what a commit has is only what stood, before the selection, at a path that it takes away. */
export type IsMoved = (commit: number, path: string, holds: MovedInput['holds']) => Promise<boolean>;

/** Of the paths that a commit takes away so many are looked at, those of the same name first. */
const mostLookedAt = 1000;

/**
 * A file that is moved takes away its old path in the same commit. It is followed over several moves to a path at which
 * a commit outside of the selection, and a parent of one in it, has what is asked for. A copy moves nothing.
 */
export function createIsMoved({ commits, versions, parentsOf }: Omit<MovedInput, 'holds'>): IsMoved {
  let deletions: ReadonlyMap<number, readonly string[]> | undefined;
  let outside: Promise<string[]> | undefined;
  const takenAway = (commit: number, path: string) => {
    deletions ??= versions.deletions();
    const name = basename(path);
    const isSame = (other: string) => Number(basename(other) === name);
    const all = deletions.get(commit) ?? [];
    return [...all].sort((a, b) => isSame(b) - isSame(a)).slice(0, mostLookedAt);
  };
  const isMoved = async (commit: number, path: string, holds: MovedInput['holds'], seen: Set<string>) => {
    const candidates = takenAway(commit, path).filter((from) => !seen.has(`${commit} ${from}`));
    if (candidates.length === 0) return false;
    const parents = await parentsOf(commit);
    for (const from of candidates) {
      if (!(await anyHolds(parents, from, holds))) continue;
      seen.add(`${commit} ${from}`);
      outside ??= listOutside(commits, parentsOf);
      if (await anyHolds(await outside, from, holds)) return true;
      for (const version of versions.versionsOf(from)) {
        if (version.commit < commit && version.blob && (await isMoved(version.commit, from, holds, seen))) return true;
      }
    }
    return false;
  };
  return (commit, path, holds) => isMoved(commit, path, holds, new Set());
}

async function anyHolds(ids: readonly string[], path: string, holds: MovedInput['holds']): Promise<boolean> {
  for (const id of ids) if (await holds(id, path)) return true;
  return false;
}

/** The commits behind the selection: parents that are not in it. */
async function listOutside(commits: CommitTable, parentsOf: MovedInput['parentsOf']): Promise<string[]> {
  const outside = new Set<string>();
  for (let commit = 0; commit < commits.count; commit++) {
    if (!commits.lacksParent(commit)) continue;
    for (const parent of await parentsOf(commit)) if (commits.indexOf(parent) < 0) outside.add(parent);
  }
  return [...outside];
}
