import type { CommitTable } from './types.ts';

/** Chunks at the end are no smaller than this. */
const smallestChunk = 8;

/**
 * Hands out commits (by index) in their order, as ids: large chunks at first, smaller ones towards the end, so that
 * no process is left with much to do when the others are done.
 */
export function createChunks(
  order: Int32Array,
  { commits, jobs }: { commits: CommitTable; jobs: number },
  largestChunk: number,
): () => string[] | undefined {
  let next = 0;
  return () => {
    const left = order.length - next;
    if (left === 0) return undefined;
    const size = Math.min(left, largestChunk, Math.max(smallestChunk, Math.ceil(left / (jobs * 4))));
    const chunk = Array.from(order.subarray(next, next + size), (commit) => commits.idOf(commit));
    next += size;
    return chunk;
  };
}
