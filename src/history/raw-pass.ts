import { runDiffs } from '../git/diff-pool.ts';
import { submoduleMode } from '../git/patch.ts';
import { hasContent, RawDiffReader, rawDiffArgs } from '../git/raw-diff.ts';
import type { GitOptions } from '../git/spawn.ts';
import { createChunks } from './chunks.ts';
import type { CommitTable } from './types.ts';
import type { GrowingVersionTable } from './version-table.ts';

/** Only trees are read, so a chunk is soon done. */
const largestChunk = 2048;

export interface PassInput {
  commits: CommitTable;
  git: GitOptions;
  jobs: number;
  signal: AbortSignal;
  /** Merges are compared with their first parent alone, as the branches that they bring in are not read. */
  firstParent: boolean;
  onProgress?(commits: number): void;
}

/** What the pass could not do. */
export interface RawPassResult {
  /** Commits that git cannot compare, by index. */
  lost: number[];
  /** Paths at which submodules stand. */
  submodules: Set<string>;
}

/** Fills the table with what each commit changed: trees are read, and no content. */
export async function runRawPass(input: PassInput, versions: GrowingVersionTable): Promise<RawPassResult> {
  const { commits, firstParent } = input;
  const result: RawPassResult = { lost: [], submodules: new Set() };
  const all = Int32Array.from({ length: commits.count }, (_, commit) => commit);
  await runDiffs({
    ...input,
    args: [...rawDiffArgs, ...(firstParent ? firstParentArgs : ['-c'])],
    nextChunk: createChunks(all, input, largestChunk),
    createReader(events) {
      let commit = -1;
      // Kept until the commit is complete: one that git dies of is read again.
      const pending: number[] = [];
      const complete = () => {
        for (let i = 0; i < pending.length; i += 2) versions.addRow(commit, pending[i]!, pending[i + 1]!);
        pending.length = 0;
      };
      return new RawDiffReader({
        mark() {
          complete();
          events.mark();
        },
        commit(id) {
          complete();
          commit = commits.indexOf(id);
          events.commit(id);
        },
        change(mode, bytes, idStart, start, end) {
          const path = bytes.toString('latin1', start, end);
          pending.push(versions.pathFor(path), hasContent(mode) ? versions.blobFrom(bytes, idStart) : -1);
          if (mode === submoduleMode) result.submodules.add(path);
        },
      });
    },
    onDone: (count) => input.onProgress?.(count),
    onLost: (id) => result.lost.push(commits.indexOf(id)),
  });
  return result;
}

/** For `diff-tree`: a merge is compared with its first parent. */
export const firstParentArgs: readonly string[] = ['-m', '--first-parent'];
