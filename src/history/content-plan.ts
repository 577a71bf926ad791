import { listSizes } from '../git/object-sizes.ts';
import type { GitOptions } from '../git/spawn.ts';
import { UserError } from '../lib/user-error.ts';
import type { GrowingVersionTable } from './version-table.ts';

/** Each content of a path once, by number: the contents of a path stand together, oldest first. */
export interface ContentPlan {
  readonly count: number;
  readonly paths: Int32Array;
  readonly blobs: Int32Array;
  /** The commit that brought it to the path first. */
  readonly commits: Int32Array;
  /** Bytes of a blob, by its number; -1: it cannot be read. */
  readonly sizes: Float64Array;
  /** The numbers once more, those of a commit together. */
  readonly byCommit: Int32Array;
  /** Where those of a commit begin in `byCommit`. */
  readonly starts: Int32Array;
}

export interface ContentPlanInput {
  commitCount: number;
  versions: GrowingVersionTable;
  /** Whether a commit is the first to bring a content to a path. */
  isFirst(commit: number, path: number, blob: number): boolean;
  git: GitOptions;
  signal: AbortSignal;
}

/** Beyond it, memory is better spent otherwise. */
const mostContents = 400_000;

/**
 * Bytes. Reading a content costs us in proportion to its size, having git compare it little more than its
 * existence: where contents are larger on average, git is the faster.
 */
const averageSize = 40_000;

/** Lists the contents of a history; undefined where it is better to have git compare them. Throws `UserError` where git is missing. */
export async function planContents(input: ContentPlanInput): Promise<ContentPlan | undefined> {
  const { versions, commitCount, isFirst } = input;
  const rows: number[] = [];
  versions.each((commit, path, blob) => {
    if (rows.length <= 3 * mostContents && isFirst(commit, path, blob)) rows.push(commit, path, blob);
  });
  const count = rows.length / 3;
  if (count > mostContents) return undefined;
  const sizes = await readSizes(input);
  if (sizes === undefined || sumOf(rows, sizes) > averageSize * count) return undefined;
  const inCommits = sortBy(
    rows,
    0,
    commitCount,
    Int32Array.from({ length: count }, (_, row) => row),
  );
  const inPaths = sortBy(rows, 1, versions.pathCount, inCommits.order);
  const column = (at: number) => Int32Array.from(inPaths.order, (row) => rows[row * 3 + at]!);
  const numbers = new Int32Array(count);
  inPaths.order.forEach((row, number) => {
    numbers[row] = number;
  });
  return {
    count,
    commits: column(0),
    paths: column(1),
    blobs: column(2),
    sizes,
    byCommit: inCommits.order.map((row) => numbers[row]!),
    starts: inCommits.starts,
  };
}

async function readSizes({ versions, git, signal }: ContentPlanInput): Promise<Float64Array | undefined> {
  try {
    return await listSizes({ count: versions.blobCount, idOf: (blob) => versions.blobOf(blob) }, git, signal);
  } catch (error) {
    if (error instanceof UserError && error.code === 'git-failed') return undefined;
    throw error;
  }
}

function sumOf(rows: readonly number[], sizes: Float64Array): number {
  let sum = 0;
  for (let at = 2; at < rows.length; at += 3) sum += Math.max(0, sizes[rows[at]!]!);
  return sum;
}

/** Sorts row numbers by a column of numbers below `limit`; equal ones stay in their order. `starts`: where each begins. */
function sortBy(rows: readonly number[], column: number, limit: number, order: Int32Array) {
  const starts = new Int32Array(limit + 1);
  for (const row of order) starts[rows[row * 3 + column]! + 1]!++;
  for (let at = 0; at < limit; at++) starts[at + 1]! += starts[at]!;
  const next = starts.slice();
  const sorted = new Int32Array(order.length);
  for (const row of order) sorted[next[rows[row * 3 + column]!]!++] = row;
  return { order: sorted, starts };
}
