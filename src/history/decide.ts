import type { ObjectAnswer, ObjectReader, UnreadableObject } from '../git/objects.ts';
import { PairSet } from '../lib/pair-set.ts';
import type { GrowingVersionTable } from './version-table.ts';

export interface DeciderInput {
  versions: GrowingVersionTable;
  reader: ObjectReader;
  /** Scans a content as the file at a path. */
  scan(path: string, blob: string, content: Buffer): void;
  /** The same for one that is too large for memory. */
  scanLarge(path: string, blob: string, size: number): Promise<void>;
  /** Called for each place of an object that cannot be read. */
  onProblem(problem: UnreadableObject): void;
}

/** Fetches and scans whole files while the commits are still being read. */
export interface Decider {
  /** Each pair of blob and path (by number) is scanned once, however often it is added. */
  add(blob: number, path: number): void;
  /** How many files were scanned. */
  readonly count: number;
  /** Resolves when all that was added is scanned; throws what a scan threw. */
  finish(): Promise<void>;
}

export function createDecider({ versions, reader, scan, scanLarge, onProblem }: DeciderInput): Decider {
  const known = new PairSet();
  const large: [path: string, blob: string, size: number][] = [];
  let pending = 0;
  let count = 0;
  let failure: unknown;
  let wake: (() => void) | undefined;
  const take = (answer: ObjectAnswer, path: string) => {
    if (answer.problem !== undefined) onProblem(answer);
    else if (answer.content === undefined) large.push([path, answer.id, answer.size]);
    else {
      scan(path, answer.id, answer.content);
      reader.recycle(answer.content);
    }
  };
  return {
    get count() {
      return count;
    },
    add(blob, path) {
      if (!known.add(blob, path)) return;
      count++;
      pending++;
      reader
        .read(versions.blobOf(blob))
        .then((answer) => take(answer, versions.pathOf(path)))
        .catch((error) => {
          failure ??= error;
        })
        .finally(() => {
          pending--;
          if (pending === 0) wake?.();
        });
    },
    async finish() {
      while (pending > 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      for (const [path, blob, size] of large.splice(0)) await scanLarge(path, blob, size);
      if (failure !== undefined) throw failure;
    },
  };
}
