import { addHeaderLine, type PatchFile, startFile } from './patch-header.ts';
import { HunkReader, malformed, type PatchHunk } from './patch-hunk.ts';
import { unquotePath } from './unquote.ts';

export { type PatchFile, type PatchStatus, submoduleMode } from './patch-header.ts';
export type { PatchHunk } from './patch-hunk.ts';

/** What a patch is told to, in the order of the patch. */
export interface PatchSink {
  hunk(file: PatchFile, hunk: PatchHunk): void;
  /** The file's header and all of its hunks were read. */
  fileEnd(file: PatchFile): void;
  /** A conflicted path, which has no patch. */
  unmerged?(path: Buffer): void;
  /** A line outside of any file's patch, without its newline: what `diff-tree --stdin` prints between commits. */
  line?(line: Buffer): void;
}

const newline = 10;
const at = 64;
const unmerged = '* Unmerged path ';

/** Reads the output of `git diff` or `git diff-tree`, run with `patchArgs`, as it comes. */
export class PatchParser {
  private readonly sink: PatchSink;
  private readonly reader = new HunkReader();
  private file: PatchFile | undefined;
  private isInHeader = false;
  private isInHunk = false;
  /** The begin of a line whose end has not come. */
  private carry: Buffer | undefined;

  constructor(sink: PatchSink) {
    this.sink = sink;
  }

  /** Takes the next piece, cut anywhere. Throws if it is no patch that git makes. */
  push(chunk: Buffer): void {
    for (let position = 0; position < chunk.length; ) {
      if (this.isInHunk) {
        position = this.reader.read(chunk, position);
        if (position < chunk.length) this.endHunk();
        continue;
      }
      const end = chunk.indexOf(newline, position);
      const piece = chunk.subarray(position, end === -1 ? chunk.length : end);
      const line = this.carry ? Buffer.concat([this.carry, piece]) : piece;
      this.carry = end === -1 ? Buffer.from(line) : undefined;
      if (end === -1) return;
      this.readLine(line);
      position = end + 1;
    }
  }

  /** To be called when there is no more. Throws if the patch was cut off. */
  end(): void {
    if (this.isInHunk) this.endHunk();
    if (this.carry) throw malformed();
    this.endFile();
  }

  private readLine(line: Buffer): void {
    if (this.file) {
      if (line[0] === at && this.reader.start(line.toString('latin1'))) {
        this.isInHeader = false;
        this.isInHunk = true;
        return;
      }
      if (this.isInHeader && addHeaderLine(this.file, line)) return;
      this.endFile();
    }
    this.file = startFile(line);
    this.isInHeader = this.file !== undefined;
    if (!this.file) this.readOther(line);
  }

  private readOther(line: Buffer): void {
    if (line.toString('latin1', 0, unmerged.length) !== unmerged) {
      this.sink.line?.(line);
      return;
    }
    const name = line.subarray(unmerged.length);
    this.sink.unmerged?.(Buffer.from(unquotePath(name)?.path ?? name));
  }

  private endHunk(): void {
    if (!this.reader.isComplete) throw malformed();
    this.isInHunk = false;
    if (this.file) this.sink.hunk(this.file, this.reader.take());
  }

  private endFile(): void {
    const { file } = this;
    this.file = undefined;
    if (file) this.sink.fileEnd(file);
  }
}
