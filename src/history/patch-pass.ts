import { chunkMark, type DiffEvents, type DiffReader, runDiffs } from '../git/diff-pool.ts';
import { type PatchFile, PatchParser } from '../git/patch.ts';
import { patchArgs, patchSettings } from '../git/patch-args.ts';
import type { PairSet } from '../lib/pair-set.ts';
import { AddedText } from './added-text.ts';
import { createChunks } from './chunks.ts';
import { firstParentArgs, type PassInput } from './raw-pass.ts';
import type { GrowingVersionTable } from './version-table.ts';

const largestChunk = 256;

export interface PatchPassInput extends PassInput {
  versions: GrowingVersionTable;
  /** Commits with something to look at, by index, in the order in which they are to be read. */
  order: Int32Array;
  /** Pairs of blob and path that need no look (any more); the pass adds those that it looked at. */
  seen: PairSet;
  /** Bytes; larger files are as binary ones to git: it does not compare them, and they are fetched. */
  largestCompared: number;
  /** The added lines of a file, valid only during the call. Tells whether the whole file is worth a scan. */
  probe(path: string, added: Buffer, isNewFile: boolean): boolean;
  /** This file is to be fetched and scanned whole. */
  onCandidate(blob: number, path: number): void;
  /** Git cannot compare this commit. */
  onLost(commit: number): void;
  onTrouble?(): Promise<void>;
}

/** Looks at all lines that commits add: each content of a path once, wherever it came in. */
export async function runPatchPass(input: PatchPassInput): Promise<void> {
  const { commits, firstParent, order, largestCompared } = input;
  await runDiffs({
    ...input,
    settings: [...patchSettings, '-c', `core.bigFileThreshold=${largestCompared}`],
    args: ['--root', '--always', '-r', ...patchArgs(0, false), ...(firstParent ? firstParentArgs : ['--cc'])],
    nextChunk: createChunks(order, input, largestChunk),
    createReader: (events) => createPatchReader(input, events),
    onDone: (count) => input.onProgress?.(count),
    onLost: (id) => input.onLost(commits.indexOf(id)),
  });
}

const idLine = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function createPatchReader(input: PatchPassInput, { commit, mark }: DiffEvents): DiffReader {
  const { versions, seen } = input;
  const text = new AddedText();
  let known: PatchFile | undefined;
  let isWanted = false;
  /** Asked at a file's first hunk, when its ids are known. */
  const begin = (file: PatchFile) => {
    if (known === file) return;
    known = file;
    const blob = file.id === undefined || file.status === 'deleted' ? -1 : versions.blobNumber(file.id);
    isWanted = blob >= 0 && !seen.has(blob, versions.pathNumber(file.path.toString('latin1')));
  };
  return new PatchParser({
    line(line) {
      const words = line.toString('latin1');
      if (words === chunkMark) mark();
      else if (idLine.test(words)) commit(words);
      else if (words !== '') throw new Error('git printed a line that belongs to no patch');
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
      seen.add(blob, path);
      const added = text.take();
      if (file.isBinary || input.probe(name, added, file.status === 'added')) input.onCandidate(blob, path);
    },
  });
}
