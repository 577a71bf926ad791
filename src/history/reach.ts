import type { CommitTable } from './types.ts';

/** Marks the commits from which one of the given ones can be reached: themselves and all their descendants. */
export function markDescendants(commits: CommitTable, from: Iterable<number>): Uint8Array {
  const marks = new Uint8Array(commits.count);
  let first = commits.count;
  for (const commit of from) {
    marks[commit] = 1;
    first = Math.min(first, commit);
  }
  for (let commit = first; commit < commits.count; commit++) {
    if (marks[commit] === 0 && commits.parentsOf(commit).some((parent) => marks[parent] === 1)) marks[commit] = 1;
  }
  return marks;
}

/** Marks the given commits and all that they can reach. */
export function markAncestors(commits: CommitTable, from: Iterable<number>): Uint8Array {
  const marks = new Uint8Array(commits.count);
  for (const commit of from) marks[commit] = 1;
  for (let commit = commits.count - 1; commit >= 0; commit--) {
    if (marks[commit] === 1) for (const parent of commits.parentsOf(commit)) marks[parent] = 1;
  }
  return marks;
}
