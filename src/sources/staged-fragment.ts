import { wholeFragment } from '../lib/whole-fragment.ts';
import type { SourceSink } from '../model/source.ts';
import { type LineRuns, linesOf } from './added-lines.ts';

/** Hands on a staged file, whole, unless no line of it is new; without `added` all of them are. */
export function emitStaged(path: string, bytes: Buffer, added: LineRuns | undefined, sink: SourceSink): void {
  if (added?.length === 0) return;
  sink.fragment({ ...wholeFragment(path, bytes), ...(added && { addedLines: linesOf(added) }) });
  sink.fileDone(path, bytes.length);
}
