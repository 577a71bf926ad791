import { type GitOptions, readAll, startGit } from './spawn.ts';

const newline = 10;

/** Sizes in bytes of objects, by their full ids; those that are missing have none. Throws `UserError` if git fails. */
export async function readSizes(ids: readonly string[], options: GitOptions): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  if (ids.length === 0) return sizes;
  const output = await readAll(askFor(ids, '--batch-check', options));
  for (const answer of output.toString('latin1').split('\n')) {
    const [id, , size] = answer.split(' ');
    if (id && size) sizes.set(id, Number(size));
  }
  return sizes;
}

/**
 * Contents of blobs, by their full ids and in that order, through one git and one at a time in memory. A missing one
 * is `undefined`. Throws `UserError` if git fails.
 */
export async function* readBlobs(
  ids: readonly string[],
  options: GitOptions,
): AsyncGenerator<Buffer | undefined, undefined> {
  if (ids.length === 0) return;
  const reader = new BlobReader();
  for await (const chunk of askFor(ids, '--batch', options).output) yield* reader.push(chunk);
}

function askFor(ids: readonly string[], mode: string, options: GitOptions) {
  const git = startGit(['cat-file', mode, '--buffer'], { ...options, withInput: true });
  git.input?.end(`${ids.join('\n')}\n`);
  return git;
}

/** Cuts the stream up: `ID TYPE SIZE`, newline, content, newline; or `ID missing`. See `git help cat-file`. */
class BlobReader {
  private header = '';
  private blob: Buffer | undefined;
  /** How much of the blob was read; the newline behind it counts too. */
  private read = 0;

  *push(chunk: Buffer): Generator<Buffer | undefined> {
    for (let position = 0; position < chunk.length; ) {
      if (this.blob) {
        position = this.take(this.blob, chunk, position);
        if (this.read <= this.blob.length) return;
        yield this.blob;
        this.blob = undefined;
        continue;
      }
      const end = chunk.indexOf(newline, position);
      this.header += chunk.toString('latin1', position, end === -1 ? chunk.length : end);
      if (end === -1) return;
      position = end + 1;
      if (!this.start()) yield undefined;
    }
  }

  /** Makes room for the blob that the header announces; false if it is missing. */
  private start(): boolean {
    const size = this.header.split(' ')[2];
    this.header = '';
    this.read = 0;
    this.blob = size === undefined ? undefined : Buffer.allocUnsafe(Number(size));
    return this.blob !== undefined;
  }

  private take(blob: Buffer, chunk: Buffer, start: number): number {
    const end = Math.min(chunk.length, start + blob.length + 1 - this.read);
    chunk.copy(blob, this.read, start, end);
    this.read += end - start;
    return end;
  }
}
