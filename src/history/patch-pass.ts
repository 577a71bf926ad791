import { chunkMark, type DiffEvents, type DiffReader, runDiffs } from '../git/diff-pool.ts';
import { type PatchFile, PatchParser } from '../git/patch.ts';
import { patchArgs, patchSettings } from '../git/patch-args.ts';
import type { PairMap } from '../lib/pair-map.ts';
import { AddedText } from './added-text.ts';
import { createChunks } from './chunks.ts';
import type { Look } from './commit-memory.ts';
import { firstParentArgs, type PassInput } from './raw-pass.ts';
import type { GrowingVersionTable } from './version-table.ts';

const largestChunk = 256;

export interface PatchPassInput extends PassInput {
  versions: GrowingVersionTable;
  /** Commits with something to look at, by index, in the order in which they are to be read. */
  order: Int32Array;
  /** By blob and path the commit at which to look at it; pairs that are not here need no look. */
  firsts: PairMap;
  /** Bytes; larger files are as binary ones to git: it does not compare them, and they are fetched. */
  largestCompared: number;
  /** The added lines of a file, valid only during the call. */
  probe(path: string, added: Buffer, isNewFile: boolean): Look;
  /** This file is to be fetched and scanned whole. */
  onCandidate(blob: number, path: number): void;
  /** A commit was read to its end; what was seen of the files that were looked at, by number of the path. */
  onRead(commit: number, looks: ReadonlyMap<number, Look>): void;
  /** Git cannot compare this commit. */
  onLost(commit: number): void;
  onTrouble(): Promise<void>;
  /** Whether git cannot compare a commit, as far as is known; asked when there was trouble. */
  isHopeless(commit: number): boolean;
}

/** Looks at all lines that commits add: each content of a path once, wherever it came in. */
export async function runPatchPass(input: PatchPassInput): Promise<void> {
  const { commits, firstParent, order, largestCompared } = input;
  await runDiffs({
    ...input,
    settings: [...patchSettings, '-c', `core.bigFileThreshold=${largestCompared}`],
    args: [...patchPassArgs, ...(firstParent ? firstParentArgs : ['--cc'])],
    nextChunk: createChunks(order, input, largestChunk),
    createReader: (events) => createPatchReader(input, events),
    onDone: (count) => input.onProgress?.(count),
    onLost: (id) => input.onLost(commits.indexOf(id)),
    isHopeless: (id) => input.isHopeless(commits.indexOf(id)),
  });
}

/** Deletions add nothing; and git counts their lines wrongly where a merge deletes a file. */
const patchPassArgs = ['--root', '--always', '-r', '--diff-filter=d', ...patchArgs(0, false)];

const idLine = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function createPatchReader(input: PatchPassInput, events: DiffEvents): DiffReader {
  const { commits, versions, firsts } = input;
  const text = new AddedText();
  let commit = -1;
  let known: PatchFile | undefined;
  let isWanted = false;
  let looks = new Map<number, Look>();
  const complete = () => {
    if (commit >= 0) input.onRead(commit, looks);
    commit = -1;
    looks = new Map();
  };
  /** Asked at a file's first hunk, when its ids are known. */
  const begin = (file: PatchFile) => {
    if (known === file) return;
    known = file;
    const blob = file.id === undefined || file.status === 'deleted' ? -1 : versions.blobNumber(file.id);
    isWanted = blob >= 0 && firsts.get(blob, versions.pathNumber(file.path.toString('latin1'))) === commit;
  };
  return new PatchParser({
    line(line) {
      const words = line.toString('latin1');
      if (words === chunkMark) {
        complete();
        events.mark();
      } else if (idLine.test(words)) {
        complete();
        events.commit(words);
        commit = commits.indexOf(words);
      } else if (words !== '') throw new Error('git printed a line that belongs to no patch');
    },
    hunk(file, hunk) {
      begin(file);
      if (isWanted) text.add(hunk);
    },
    fileEnd(file) {
      begin(file);
      if (!isWanted) return;
      const name = file.path.toString('latin1');
      const path = versions.pathNumber(name);
      const blob = versions.blobNumber(file.id!);
      const added = text.take();
      const look = file.isBinary ? { isCandidate: true } : input.probe(name, added, file.status === 'added');
      looks.set(path, look);
      if (look.isCandidate) input.onCandidate(blob, path);
    },
  });
}
