import { UserError } from '../lib/user-error.ts';
import { readTypes } from './object-types.ts';
import type { ObjectType } from './objects.ts';
import { type GitOptions, startGit, stopOnAbort } from './spawn.ts';

/** Ids of objects that nothing leads to. */
export interface UnreachableObjects {
  commits: string[];
  blobs: string[];
  tags: string[];
  /** Objects of whatever type that are damaged, whether anything leads to them or not. */
  unreadable: string[];
}

/**
 * The commits, blobs and tags of the whole object store for which `isReachable` says no: what a reset, an amended
 * commit, a force-push, a dropped stash or a file that was staged once has left behind. With alternates, what others
 * keep there is among them. To be asked for commits first and for blobs when theirs are known. Throws `UserError` where git is missing. Ends early when the
 * signal aborts.
 */
export async function listUnreachable(
  git: GitOptions,
  isReachable: (id: string, type: ObjectType) => boolean,
  types: readonly ObjectType[] = ['commit', 'blob', 'tag'],
  signal?: AbortSignal,
): Promise<UnreachableObjects> {
  const found: UnreachableObjects = { commits: [], blobs: [], tags: [], unreadable: [] };
  const lists: Readonly<Record<ObjectType, string[]>> = {
    commit: found.commits,
    blob: found.blobs,
    tag: found.tags,
    tree: [],
  };
  const add = (id: string, type: ObjectType) => {
    if (types.includes(type) && !isReachable(id, type)) lists[type].push(id);
  };
  try {
    for await (const line of listAll('%(objectname) %(objecttype)', git, signal)) {
      const [id, type] = line.split(' ');
      if (type === 'missing') found.unreadable.push(id!);
      else add(id!, type as ObjectType);
    }
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'git-failed') throw error;
    if (signal?.aborted) return found;
    for (const list of Object.values(found)) list.length = 0;
    await askEach(git, add, found.unreadable);
  }
  for (const list of Object.values(found)) list.sort();
  return found;
}

/** For stores in which git dies of a damaged object: their names alone can be listed. */
async function askEach(
  git: GitOptions,
  add: (id: string, type: ObjectType) => void,
  unreadable: string[],
): Promise<void> {
  const ids: string[] = [];
  for await (const id of listAll('%(objectname)', git)) ids.push(id);
  const answers = await readTypes(ids, git);
  answers.forEach((answer, index) => {
    if (answer.id === undefined) unreadable.push(ids[index]!);
    else add(answer.id, answer.type);
  });
}

async function* listAll(format: string, git: GitOptions, signal?: AbortSignal): AsyncGenerator<string> {
  const cat = startGit(['cat-file', '--batch-all-objects', `--batch-check=${format}`, '--unordered', '--buffer'], git);
  const release = stopOnAbort(cat, signal);
  try {
    let rest = '';
    for await (const chunk of cat.output) {
      if (signal?.aborted) return;
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  } finally {
    release();
  }
}
