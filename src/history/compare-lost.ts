import { eachChangedFile } from '../git/compare-trees.ts';
import type { ObjectReader } from '../git/objects.ts';
import { parseCommit } from '../git/parse-commit.ts';
import { submoduleMode } from '../git/patch.ts';
import { hasContent } from '../git/raw-diff.ts';
import { readWhole } from '../git/read-whole.ts';
import type { Problems } from './problems.ts';
import type { CommitTable } from './types.ts';
import type { GrowingVersionTable } from './version-table.ts';

interface CompareInput {
  commits: CommitTable;
  versions: GrowingVersionTable;
  /** Paths at which submodules stand. */
  submodules: Set<string>;
  reader: ObjectReader;
  problems: Problems;
  firstParent: boolean;
  signal: AbortSignal;
}

/** Compares the commits (by index) that git could not compare, as far as their trees can be read. */
export async function compareLost(lost: readonly number[], input: CompareInput): Promise<void> {
  for (const commit of lost) {
    if (input.signal.aborted) return;
    await compareCommit(commit, input);
  }
}

async function compareCommit(commit: number, input: CompareInput): Promise<void> {
  const { commits, versions, submodules, reader, problems, firstParent } = input;
  const id = commits.idOf(commit);
  const answer = await readWhole(reader, id, 'commit');
  if (answer.problem !== undefined) return problems.add(answer, [id]);
  const { tree, parents } = parseCommit(answer.content);
  if (tree === undefined) return problems.add({ id, problem: 'damaged', message: 'the commit names no tree' }, [id]);
  const compared = firstParent ? parents.slice(0, 1) : parents;
  const trees = (await Promise.all(compared.map((parent) => readTreeId(parent, reader)))).filter(
    (parentTree) => parentTree !== undefined,
  );
  await eachChangedFile(
    tree,
    trees,
    reader,
    ({ path, blob, mode }) => {
      versions.add(commit, path, hasContent(mode) ? blob : undefined);
      if (mode === submoduleMode) submodules.add(path);
    },
    (object, problem, message) => problems.add({ id: object, problem, message }, [id]),
  );
}

/** Undefined where the commit cannot be read: what it holds is then told where it is itself compared. */
async function readTreeId(commit: string, reader: ObjectReader): Promise<string | undefined> {
  const answer = await readWhole(reader, commit, 'commit');
  return answer.problem === undefined ? parseCommit(answer.content).tree : undefined;
}
