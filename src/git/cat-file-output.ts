import type { BufferPool } from '../lib/buffer-pool.ts';

/** As git names the types of its objects. */
export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

/** What git says of an object; `content` is undefined where it is larger than asked for. */
export interface CatFileAnswer {
  id: string;
  type: ObjectType;
  size: number;
  content: Buffer | undefined;
}

export interface CatFileSink {
  /** The next answer, in the order of the requests; undefined: git has no such object. */
  answer(answer: CatFileAnswer | undefined): void;
  /** A content follows that nobody wants and that takes longer to read than a new process to start. */
  abandon(): void;
}

const newline = 10;

/** Bytes that are sooner read past than git is started again. */
const maxSkipped = 16 << 20;

/** Longer than any answer to a request without line breaks; what is behind it is not kept. */
const maxHeaderLength = 1 << 20;

/**
 * Cuts up what `git cat-file --batch-command` or `--batch` prints: `ID TYPE SIZE`, newline, content, newline; or
 * `NAME missing`. See https://git-scm.com/docs/git-cat-file#_batch_output.
 */
export class CatFileOutput {
  readonly #sink: CatFileSink;
  readonly #largeSize: number;
  readonly #pool: BufferPool;
  #header = '';
  #current: CatFileAnswer | undefined;
  /** How much of the content was read, with the newline behind it. */
  #read = 0;

  constructor(sink: CatFileSink, largeSize: number, pool: BufferPool) {
    this.#sink = sink;
    this.#largeSize = largeSize;
    this.#pool = pool;
  }

  push(chunk: Buffer): void {
    for (let position = 0; position !== -1 && position < chunk.length; ) {
      if (this.#current) {
        position = this.#take(this.#current, chunk, position);
        continue;
      }
      const end = chunk.indexOf(newline, position);
      if (this.#header.length < maxHeaderLength) {
        this.#header += chunk.toString('latin1', position, end === -1 ? chunk.length : end);
      }
      position = end === -1 ? -1 : this.#start(chunk, end + 1);
    }
  }

  /** Reads a header, and its content if the chunk has it; gives the position behind, -1 where the rest is not wanted. */
  #start(chunk: Buffer, position: number): number {
    const answer = parseHeader(this.#header);
    this.#header = '';
    if (!answer) {
      this.#sink.answer(undefined);
      return position;
    }
    const { size } = answer;
    if (size > this.#largeSize) {
      this.#sink.answer(answer);
      if (size > maxSkipped) {
        this.#sink.abandon();
        return -1;
      }
    } else if (position + size < chunk.length) {
      // Copied, so that a small object that is kept does not keep the chunk.
      answer.content = this.#pool.take(size);
      chunk.copy(answer.content, 0, position, position + size);
      this.#sink.answer(answer);
      return position + size + 1;
    } else {
      answer.content = this.#pool.take(size);
    }
    this.#current = answer;
    this.#read = 0;
    return position;
  }

  /** Reads on in the content under way; gives the position behind what it used. */
  #take(current: CatFileAnswer, chunk: Buffer, start: number): number {
    const end = Math.min(chunk.length, start + current.size + 1 - this.#read);
    if (current.content) chunk.copy(current.content, this.#read, start, end);
    this.#read += end - start;
    if (this.#read > current.size) {
      this.#current = undefined;
      if (current.content) this.#sink.answer(current);
    }
    return end;
  }
}

function parseHeader(header: string): CatFileAnswer | undefined {
  const id = header.indexOf(' ');
  if (id !== 40 && id !== 64) return undefined;
  const type = header.indexOf(' ', id + 1);
  if (type === -1) return undefined;
  const name = header.slice(id + 1, type);
  if (name !== 'blob' && name !== 'tree' && name !== 'commit' && name !== 'tag') return undefined;
  return { id: header.slice(0, id), type: name, size: Number(header.slice(type + 1)), content: undefined };
}
