import { UserError } from '../lib/user-error.ts';
import { feedIds, type ObjectIds } from './feed-ids.ts';
import { type GitOptions, type GitProcess, startGit } from './spawn.ts';

export type { ObjectIds } from './feed-ids.ts';

export interface ObjectVisitor {
  /** The object is `bytes` from `start` to `end`, which change when the call is over. */
  object(index: number, type: string, bytes: Buffer, start: number, end: number): void;
  problem(index: number, problem: 'missing' | 'damaged' | 'too-large', message: string): void;
}

/** Larger objects are not read: what is meant to come through here is small. */
const largestSize = 64 << 20;

/**
 * Reads many small objects in the order given, through one git and in one pass. One that git dies of is told as
 * damaged, and the rest is read by another git. Ends early when the signal aborts. Throws `UserError` where git is missing.
 */
export async function readObjects(
  ids: ObjectIds,
  git: GitOptions,
  visitor: ObjectVisitor,
  signal?: AbortSignal,
): Promise<void> {
  for (let next = 0; next < ids.count && !signal?.aborted; ) next = await readFrom(next, ids, git, visitor, signal);
}

/** One process; gives the number of the first object that is still to be read. */
async function readFrom(
  first: number,
  ids: ObjectIds,
  git: GitOptions,
  visitor: ObjectVisitor,
  signal: AbortSignal | undefined,
): Promise<number> {
  const cat = startGit(['cat-file', '--batch', '--buffer'], { ...git, withInput: true });
  const missing: number[] = [];
  const reader = new AnswerReader(first, visitor, missing);
  const feeding = feedIds(cat.input!, ids, first);
  const stop = () => cat.stop();
  signal?.addEventListener('abort', stop);
  try {
    await cat.each((chunk) => {
      if (!signal?.aborted) reader.push(chunk);
    });
    if (signal?.aborted) return ids.count;
    await feeding;
    tellMissing(missing, ids, cat, visitor);
    return ids.count;
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'git-failed') throw error;
    tellMissing(missing, ids, cat, visitor);
    if (reader.index < ids.count) visitor.problem(reader.index, 'damaged', messageOf(error));
    return reader.index + 1;
  } finally {
    signal?.removeEventListener('abort', stop);
    cat.stop();
  }
}

/** Git also calls missing what it cannot make out; what it said of it tells one from the other. */
function tellMissing(missing: readonly number[], ids: ObjectIds, cat: GitProcess, visitor: ObjectVisitor): void {
  const lines = cat.errorText().split('\n');
  for (const index of missing) {
    const complaint = lines.find((line) => line.startsWith('error: ') && line.includes(ids.idOf(index)));
    if (complaint) visitor.problem(index, 'damaged', complaint.slice('error: '.length));
    else visitor.problem(index, 'missing', 'the object is not in the repository');
  }
}

/** Git's words without the path of the object's file. */
function messageOf(error: UserError): string {
  return error.message.replace(/^.*?fatal: /s, '').replace(/ \(stored in .*?\)/, '');
}

/** Cuts the stream up: `ID TYPE SIZE`, newline, content, newline; or `ID missing`. See `git help cat-file`. */
class AnswerReader {
  /** Of the object whose answer comes next. */
  index: number;
  private readonly visitor: ObjectVisitor;
  private readonly missing: number[];
  private buffer = Buffer.allocUnsafe(1 << 18);
  private length = 0;
  /** Bytes of an object too large that are still to come. */
  private toSkip = 0;

  constructor(index: number, visitor: ObjectVisitor, missing: number[]) {
    this.index = index;
    this.visitor = visitor;
    this.missing = missing;
  }

  push(chunk: Buffer): void {
    const skipped = Math.min(this.toSkip, chunk.length);
    this.toSkip -= skipped;
    this.makeRoom(this.length + chunk.length - skipped);
    chunk.copy(this.buffer, this.length, skipped);
    this.length += chunk.length - skipped;
    const used = this.takeAll();
    this.buffer.copyWithin(0, used, this.length);
    this.length -= used;
  }

  private makeRoom(size: number): void {
    if (size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(size, 2 * this.buffer.length));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }

  /** Hands over what is complete; gives how many bytes that were. */
  private takeAll(): number {
    let start = 0;
    for (;;) {
      const end = this.buffer.indexOf(10, start);
      if (end === -1 || end >= this.length) return start;
      const [, type = '', size] = this.buffer.toString('latin1', start, end).split(' ');
      const next = size === undefined ? end + 1 : end + 2 + Number(size);
      const isTooLarge = Number(size) > largestSize;
      if (next > this.length && !isTooLarge) return start;
      // The number goes up first: a visitor that throws must not be called for the same object again.
      const index = this.index++;
      if (size === undefined) this.missing.push(index);
      else if (isTooLarge) this.visitor.problem(index, 'too-large', `the object has ${size} bytes`);
      else this.visitor.object(index, type, this.buffer, end + 1, next - 1);
      if (next > this.length) {
        this.toSkip = next - this.length;
        return this.length;
      }
      start = next;
    }
  }
}
