import { type PatchFile, PatchParser } from '../git/patch.ts';
import type { GitProcess } from '../git/spawn.ts';
import { UserError } from '../lib/user-error.ts';
import { intersectRuns, type LineRuns } from './added-lines.ts';

/** How the index differs from a commit that is being merged: the changed files by their path's bytes as latin1. */
export type Parent = ReadonlyMap<string, ParentFile>;

interface ParentFile {
  added: LineRuns;
  isBinary: boolean;
  oldId?: string;
}

/** Reads a patch against a merged commit; undefined where git fails or is stopped: then it makes no line known. */
export async function readParent(git: GitProcess, signal: AbortSignal): Promise<Parent | undefined> {
  const files = new Map<string, ParentFile>();
  const runs: number[] = [];
  const parser = new PatchParser({
    hunk: (_file, hunk) => runs.push(...hunk.added),
    fileEnd(file) {
      const added = runs.splice(0);
      if (file.status === 'deleted') return;
      files.set(pathKey(file), { added, isBinary: file.isBinary, oldId: file.oldIds[0] });
    },
  });
  try {
    for await (const chunk of git.output) parser.push(chunk);
    if (signal.aborted) return undefined;
    parser.end();
    return files;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The added lines that no parent has; undefined where one can only be compared by its blob. */
export function keepNew(parents: readonly Parent[], file: PatchFile, added: LineRuns): LineRuns | undefined {
  let lines: LineRuns | undefined = added;
  for (const parent of parents) {
    const known = parent.get(pathKey(file));
    if (!known) return [];
    lines = lines && !known.isBinary ? intersectRuns(lines, known.added) : undefined;
  }
  return lines;
}

/** Ids of the blobs that a file had in HEAD and in each parent; undefined where one has the same content as now. */
export function oldIdsOf(parents: readonly Parent[], file: PatchFile): string[] | undefined {
  const ids = [...file.oldIds];
  for (const parent of parents) {
    const known = parent.get(pathKey(file));
    if (!known?.oldId) return undefined;
    ids.push(known.oldId);
  }
  return ids.filter((id) => !/^0+$/.test(id));
}

function pathKey(file: PatchFile): string {
  return file.path.toString('latin1');
}
