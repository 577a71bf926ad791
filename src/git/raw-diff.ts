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
  /** The path is `bytes` from `start` to `end`, valid only during the call; of a deleted file `id` is all zeros. */
  change(mode: number, id: string, path: Buffer): void;
}

const nul = 0;
const colon = 58;
const mark = Buffer.from(`${chunkMark}\n`);

/** Reads `:MODE.. MODE ID.. ID STATUS NUL PATH NUL`: https://git-scm.com/docs/diff-format. */
export class RawDiffReader implements DiffReader {
  private readonly sink: RawDiffSink;
  private carry: Buffer | undefined;
  /** The line before a path. */
  private pending: { mode: number; id: string } | undefined;

  constructor(sink: RawDiffSink) {
    this.sink = sink;
  }

  push(chunk: Buffer): void {
    const bytes = this.carry ? Buffer.concat([this.carry, chunk]) : chunk;
    let from = 0;
    for (;;) {
      if (this.pending === undefined && this.readMark(bytes, from)) {
        from += mark.length;
        continue;
      }
      const end = bytes.indexOf(nul, from);
      if (end < 0) break;
      this.readField(bytes, from, end);
      from = end + 1;
    }
    this.carry = from < bytes.length ? Buffer.from(bytes.subarray(from)) : undefined;
  }

  end(): void {
    if (this.carry || this.pending) throw new Error('git ended in the middle of a comparison');
  }

  /** Marks come with a newline, as they were sent, and not with a NUL. */
  private readMark(bytes: Buffer, from: number): boolean {
    if (bytes[from] !== mark[0] || bytes.compare(mark, 0, mark.length, from, from + mark.length) !== 0) return false;
    this.sink.mark();
    return true;
  }

  private readField(bytes: Buffer, from: number, end: number): void {
    if (this.pending) {
      const { mode, id } = this.pending;
      this.pending = undefined;
      this.sink.change(mode, id, bytes.subarray(from, end));
    } else if (bytes[from] === colon) this.pending = readHead(bytes.toString('latin1', from, end));
    else this.sink.commit(bytes.toString('latin1', from, end));
  }
}

/** Modes and ids before, one a parent, then those after. */
function readHead(text: string): { mode: number; id: string } {
  let parents = 0;
  while (text[parents] === ':') parents++;
  const fields = text.slice(parents).split(' ');
  const mode = Number.parseInt(fields[parents]!, 8);
  return { mode, id: fields[parents * 2 + 1]! };
}

/** Whether a mode is that of a file or of a symbolic link, whose content is a blob. */
export function hasContent(mode: number): boolean {
  return mode !== 0 && mode !== submoduleMode;
}
