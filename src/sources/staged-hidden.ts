import { readBlobs, readSizes } from '../git/blobs.ts';
import type { GitOptions } from '../git/spawn.ts';
import type { SourceSink } from '../model/source.ts';
import { findNewLines, intersectRuns, type LineRuns } from './added-lines.ts';
import { decodeUtf16 } from './decode-utf16.ts';
import { isBinary } from './is-binary.ts';
import { emitStaged } from './staged-fragment.ts';

/** A staged file whose lines git does not show: binary, in UTF-16, large, or hidden by an attribute. */
export interface HiddenFile {
  path: string;
  id: string;
  /** What it was in HEAD and, in a merge, in the other parents. */
  oldIds: readonly string[];
}

/** Reads such files from their blobs, and finds the lines that are new against all the older ones. */
export async function readHidden(
  files: readonly HiddenFile[],
  sink: SourceSink,
  maxFileSize: number,
  git: GitOptions,
  signal: AbortSignal,
): Promise<void> {
  const plan = await planReading(files, sink, maxFileSize, git);
  const ids = plan.flatMap(({ id, oldIds }) => [id, ...oldIds]);
  const blobs = readBlobs(ids, git);
  try {
    for (const file of plan) {
      if (signal.aborted) return;
      const content: Buffer[] = [];
      while (content.length <= file.oldIds.length) content.push((await blobs.next()).value ?? Buffer.alloc(0));
      const [after, ...before] = content;
      emitHidden(file.path, after!, before, sink);
    }
  } finally {
    await blobs.return(undefined);
  }
}

/** Leaves out files that are too large or missing; an older content that is so makes no line known. */
async function planReading(
  files: readonly HiddenFile[],
  sink: SourceSink,
  maxFileSize: number,
  git: GitOptions,
): Promise<HiddenFile[]> {
  const sizes = await readSizes([...new Set(files.flatMap(({ id, oldIds }) => [id, ...oldIds]))], git);
  const plan: HiddenFile[] = [];
  for (const { path, id, oldIds } of files) {
    const size = sizes.get(id);
    if (size === undefined) {
      sink.error({ code: 'missing-object', message: `${path}: git has no object ${id}`, path });
    } else if (size > maxFileSize) {
      sink.skip(path, 'too-large');
    } else {
      plan.push({ path, id, oldIds: oldIds.filter((old) => (sizes.get(old) ?? Infinity) <= maxFileSize) });
    }
  }
  return plan;
}

function emitHidden(path: string, after: Buffer, before: readonly Buffer[], sink: SourceSink): void {
  const text = decodeUtf16(after) ?? after;
  if (text === after && isBinary(after)) {
    sink.skip(path, 'binary');
    return;
  }
  const news = before.map((old) => findNewLines(decodeUtf16(old) ?? old, text));
  const lines = news.reduce<LineRuns | undefined>((all, next) => (all ? intersectRuns(all, next) : next), undefined);
  emitStaged(path, text, lines, sink);
}
