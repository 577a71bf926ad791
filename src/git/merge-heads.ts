import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkTree } from './environment.ts';

/**
 * Ids of the commits that are being merged into HEAD: from `MERGE_HEAD`, or, while `git merge` runs its
 * `pre-merge-commit` hook and that file is not written yet, from the `GITHEAD_<id>` variables it sets. Empty when no
 * merge is in progress; a cherry-pick, revert or rebase is none.
 */
export function readMergeHeads(tree: Pick<WorkTree, 'gitDir'>, env: NodeJS.ProcessEnv = process.env): string[] {
  const text = readMergeHead(join(tree.gitDir, 'MERGE_HEAD'));
  const names = text === undefined ? Object.keys(env).map((name) => name.replace(/^GITHEAD_/, '')) : text.split('\n');
  return names.filter((name) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name));
}

function readMergeHead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
