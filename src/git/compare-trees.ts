import type { ObjectProblem, ObjectReader, UnreadableObject, WholeObject } from './objects.ts';
import { isFolder, TreeEntries, type TreeEntry } from './read-tree.ts';
import { readWhole } from './read-whole.ts';

/** A path that a commit changed. */
export interface ChangedFile {
  /** Bytes as latin1. */
  path: string;
  /** Full id; of a submodule (mode 0o160000) it is a commit. Undefined: the commit took the path away. */
  blob: string | undefined;
  /** 0 where there is no blob. */
  mode: number;
}

/** Told for each folder of the commit that cannot be read; the path ends in `/` and is empty for the root. */
export type TreeProblem = (id: string, problem: ObjectProblem, message: string, path: string) => void;

interface Folder {
  path: string;
  depth: number;
  /** Undefined: the commit does not have it. */
  tree: string | undefined;
  parents: readonly (string | undefined)[];
}

/** How many folders are read at once. */
const maxOpen = 32;

/** Hostile trees that hold each other many times over have no end otherwise. */
const maxFolders = 1_000_000;
const maxDepth = 4096;

/**
 * What a commit changed against its parents, by the ids of their trees, as `git diff-tree -r -c` has it: files whose
 * content or mode is that of no parent (all files, if there is none), and paths that all parents have and it has not.
 * A parent's tree that cannot be read counts as empty. In no order of use, but always in the same; told
 * one by one, as trees can be so large that their files should not be in memory all at once.
 */
export async function eachChangedFile(
  commitTree: string,
  parentTrees: readonly string[],
  reader: ObjectReader,
  onFile: (file: ChangedFile) => void,
  onProblem: TreeProblem,
): Promise<void> {
  if (parentTrees.includes(commitTree)) return;
  // The last found are read first, so that few are waiting however large the tree.
  const waiting: Folder[] = [{ path: '', depth: 0, tree: commitTree, parents: parentTrees }];
  for (let count = 0; waiting.length > 0; ) {
    const folders = waiting.splice(-maxOpen);
    count += folders.length;
    if (count > maxFolders) {
      onProblem(commitTree, 'damaged', `it has more than ${maxFolders} folders`, '');
      return;
    }
    const trees = await Promise.all(folders.map((folder) => readTrees(folder, reader)));
    for (const [index, folder] of folders.entries()) {
      compareFolder(folder, trees[index]!, waiting, onFile, onProblem);
    }
  }
}

type Tree = WholeObject | UnreadableObject | undefined;

function readTrees(folder: Folder, reader: ObjectReader): Promise<Tree[]> {
  const ids = [folder.tree, ...folder.parents];
  return Promise.all(ids.map((id) => (id === undefined ? undefined : readWhole(reader, id, 'tree'))));
}

function compareFolder(
  folder: Folder,
  trees: readonly Tree[],
  waiting: Folder[],
  onFile: (file: ChangedFile) => void,
  onProblem: TreeProblem,
): void {
  const [tree] = trees;
  if (tree?.problem) {
    onProblem(tree.id, tree.problem, tree.message, folder.path);
    return;
  }
  const readers = trees.map(
    (each) => new TreeEntries(each && !each.problem ? each.content : emptyTree, idLength(folder)),
  );
  const own = readers[0]!;
  for (let key = lowestKey(readers); key !== undefined; key = lowestKey(readers)) {
    const [entry, ...parents] = readers.map((each) => takeEntry(each, key!));
    const isChanged = entry
      ? !parents.some((each) => isSame(entry, each))
      : parents.length > 0 && parents.every(Boolean);
    if (!isChanged) continue;
    const known = (entry ?? parents[0])!;
    const path = folder.path + known.name;
    if (!isFolder(known.mode)) onFile({ path, blob: entry?.id, mode: entry?.mode ?? 0 });
    else if (folder.depth < maxDepth) waiting.push(inner(folder, path, entry, parents));
    else onProblem(known.id, 'damaged', `it is nested more than ${maxDepth} folders deep`, `${path}/`);
  }
  if (own.isBroken && tree) onProblem(tree.id, 'damaged', 'it ends in the middle of an entry', folder.path);
}

const emptyTree = Buffer.alloc(0);

function idLength({ tree, parents }: Folder): number {
  return (tree ?? parents.find((each) => each !== undefined) ?? '').length / 2;
}

function inner(folder: Folder, path: string, entry: TreeEntry | undefined, parents: (TreeEntry | undefined)[]): Folder {
  return { path: `${path}/`, depth: folder.depth + 1, tree: entry?.id, parents: parents.map((each) => each?.id) };
}

/** The key of the entry that comes first in git's order: folders are sorted as if their names ended in `/`. */
function lowestKey(readers: readonly TreeEntries[]): string | undefined {
  let lowest: string | undefined;
  for (const { key } of readers) if (key !== undefined && (lowest === undefined || key < lowest)) lowest = key;
  return lowest;
}

function takeEntry(reader: TreeEntries, key: string): TreeEntry | undefined {
  if (reader.key !== key) return undefined;
  const { entry } = reader;
  reader.next();
  return entry;
}

function isSame(entry: TreeEntry, other: TreeEntry | undefined): boolean {
  return other !== undefined && entry.id === other.id && entry.mode === other.mode;
}
