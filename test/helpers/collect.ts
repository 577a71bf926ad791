import type { SkipReason } from '../../src/model/report.ts';
import type { Source } from '../../src/model/source.ts';

/** A fragment as tests compare it: its text, and the added lines as a list, `all` where every line counts. */
export interface Collected {
  path: string;
  text: string;
  added: number[] | 'all';
}

export interface Collection {
  fragments: Collected[];
  skipped: [path: string, reason: SkipReason][];
  errors: [code: string, path: string | undefined][];
  /** Paths of the finished files, and how many bytes they had. */
  done: [path: string, bytes: number][];
}

/** Reads a source to its end and gives all that it told, sorted by path. */
export async function collect(source: Source, signal = new AbortController().signal): Promise<Collection> {
  const told: Collection = { fragments: [], skipped: [], errors: [], done: [] };
  await source.read(
    {
      fragment({ path, bytes, addedLines }) {
        const text = Buffer.from(bytes).toString();
        told.fragments.push({ path, text, added: addedLines ? [...addedLines].sort((a, b) => a - b) : 'all' });
      },
      skip: (path, reason) => told.skipped.push([path, reason]),
      error: ({ code, path }) => told.errors.push([code, path]),
      fileDone: (path, bytes) => told.done.push([path, bytes]),
      expect() {},
    },
    signal,
  );
  told.fragments.sort((a, b) => (a.path < b.path ? -1 : 1));
  told.skipped.sort();
  told.done.sort();
  return told;
}
