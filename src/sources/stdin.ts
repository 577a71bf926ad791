import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Source } from '../model/source.ts';
import type { ArchiveOpener } from './archive-opener.ts';
import { readInput } from './read-input.ts';

/** Standard input, as one file named `path`. `input` is there for tests; it is closed in the end. */
export function createStdinSource(options: {
  root: string;
  path: string;
  input?: Readable;
  createArchives?: (isStopped: () => boolean) => ArchiveOpener | undefined;
}): Source {
  const { root, path, input, createArchives } = options;
  const given = { path, name: 'standard input', open: () => input ?? openStdin() };
  return {
    root,
    read: (sink, signal) => readInput({ ...given, archives: createArchives?.(() => signal.aborted) }, sink, signal),
  };
}

/** Standard input as a stream; throws where it is a folder, of which Node gives nothing, and no error. */
export function openStdin(): Readable {
  if (fstatSync(0).isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
  return process.stdin;
}
