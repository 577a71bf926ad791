import { chunkMark, type DiffEvents, type DiffReader } from './diff-pool.ts';
import { submoduleMode } from './patch-header.ts';

/** Arguments of `git diff-tree --stdin` for what `RawDiffReader` reads; how merges are compared comes beside them. */
export const rawDiffArgs: readonly string[] = [
  '--root',
  '--always',
  '--raw',
  '-r',
  '-z',
  '--no-renames',
  '--no-abbrev',
  '--ignore-submodules=none',
  '--no-relative',
  '-O/dev/null',
];

/** Who is told of the changes of a commit, after `DiffEvents.commit`. */
export interface RawDiffSink extends DiffEvents {
  /**
   * The id after it stands in `bytes` at `idStart`, of a deleted file all zeros; the path goes from `start` to `end`. All
   * is valid only during the call.
   */
  change(mode: number, bytes: Buffer, idStart: number, start: number, end: number): void;
}

const nul = 0;
const colon = 58;
const digitZero = 48;
/** Six digits and a space. */
const modeLength = 7;
const mark = Buffer.from(`${chunkMark}\n`);

/** Reads `:MODE.. MODE ID.. ID STATUS NUL PATH NUL`: https://git-scm.com/docs/diff-format. */
export class RawDiffReader implements DiffReader {
  private readonly sink: RawDiffSink;
  private carry: Buffer | undefined;

  constructor(sink: RawDiffSink) {
    this.sink = sink;
  }

  push(chunk: Buffer): void {
    const bytes = this.carry ? Buffer.concat([this.carry, chunk]) : chunk;
    let from = 0;
    while (from < bytes.length) {
      if (bytes[from] === mark[0] && this.readMark(bytes, from)) {
        from += mark.length;
        continue;
      }
      const end = bytes.indexOf(nul, from);
      if (end < 0) break;
      if (bytes[from] === colon) {
        const pathEnd = bytes.indexOf(nul, end + 1);
        if (pathEnd < 0) break;
        this.readChange(bytes, from, end, pathEnd);
        from = pathEnd + 1;
      } else {
        this.sink.commit(bytes.toString('latin1', from, end));
        from = end + 1;
      }
    }
    this.carry = from < bytes.length ? Buffer.from(bytes.subarray(from)) : undefined;
  }

  end(): void {
    if (this.carry) throw new Error('git ended in the middle of a comparison');
  }

  /** Marks come with a newline, as they were sent, and not with a NUL. */
  private readMark(bytes: Buffer, from: number): boolean {
    if (bytes.compare(mark, 0, mark.length, from, from + mark.length) !== 0) return false;
    this.sink.mark();
    return true;
  }

  /** Modes and ids before, one a parent, then those after; a letter for each parent. All are of fixed length. */
  private readChange(bytes: Buffer, from: number, headEnd: number, pathEnd: number): void {
    let parents = 1;
    while (bytes[from + parents] === colon) parents++;
    const modeAt = from + parents + modeLength * parents;
    const idsAt = modeAt + modeLength;
    const idLength = (headEnd - parents - idsAt) / (parents + 1);
    let mode = 0;
    for (let at = modeAt; at < idsAt - 1; at++) mode = mode * 8 + bytes[at]! - digitZero;
    this.sink.change(mode, bytes, idsAt + idLength * parents, headEnd + 1, pathEnd);
  }
}

/** Whether a mode is that of a file or of a symbolic link, whose content is a blob. */
export function hasContent(mode: number): boolean {
  return mode !== 0 && mode !== submoduleMode;
}
