import { damaged } from './archive-error.ts';

/** Bytes in order, a chunk at a time; a chunk is valid until the next is asked for. */
export interface Flow {
  /** Undefined at the end; never an empty chunk. */
  next(): Buffer | undefined | Promise<Buffer | undefined>;
  /** Passes over bytes without reading them, no more than there are; gives how many. */
  skip?(count: number): number;
}

/** Bytes anywhere in a content whose length is known. */
export interface RandomAccess {
  size: number;
  /** As many of the bytes as there are; valid until the next call. */
  read(position: number, length: number): Buffer;
}

const none = Buffer.alloc(0);

/** A place in a flow. Errors name `path`, the archive that the bytes should be there for. */
export class Cursor {
  /** How many bytes are behind it. */
  position = 0;
  readonly path: string;
  readonly #flow: Flow;
  #rest: Buffer = none;
  #isDone = false;
  /** Comes to light once all that came before it has been taken. */
  #failure: unknown;

  constructor(path: string, flow: Flow) {
    this.path = path;
    this.#flow = flow;
  }

  /** The next bytes, fewer only at the end; it stays where it is. */
  async peek(length: number): Promise<Buffer> {
    if (this.#rest.length < length && !this.#isDone) {
      const parts: Buffer[] = [Buffer.from(this.#rest)];
      let gathered = this.#rest.length;
      while (gathered < length) {
        const chunk = await this.#nextIfAny();
        if (chunk === undefined) break;
        parts.push(Buffer.from(chunk));
        gathered += chunk.length;
      }
      this.#rest = Buffer.concat(parts);
    }
    return this.#rest.subarray(0, length);
  }

  /** Exactly so many bytes. Throws `ArchiveError` where there are fewer. */
  async take(length: number): Promise<Buffer> {
    const bytes = await this.peek(length);
    if (bytes.length < length) throw this.#failure ?? damaged(this.path, 'it ends too early');
    this.#move(length);
    return bytes;
  }

  /** Some bytes, at most `limit`; undefined at the end. */
  async some(limit: number): Promise<Buffer | undefined> {
    if (this.#rest.length === 0) this.#rest = (await this.#next()) ?? none;
    if (this.#rest.length === 0) return undefined;
    const bytes = this.#rest.subarray(0, limit);
    this.#move(bytes.length);
    return bytes;
  }

  /** Some of the next bytes, at most `limit`; none at the end. It stays where it is. */
  async look(limit: number): Promise<Buffer> {
    await this.peek(1);
    if (this.#rest.length === 0 && this.#failure !== undefined) throw this.#failure;
    return this.#rest.subarray(0, limit);
  }

  /** Throws `ArchiveError` where fewer bytes are left. */
  async skip(length: number): Promise<void> {
    let left = length - Math.min(length, this.#rest.length);
    this.#move(length - left);
    if (left > 0 && this.#flow.skip && !this.#isDone) {
      const count = this.#flow.skip(left);
      this.position += count;
      left -= count;
    }
    while (left > 0) {
      const bytes = await this.some(left);
      if (bytes === undefined) throw damaged(this.path, 'it ends too early');
      left -= bytes.length;
    }
  }

  /** The next so many bytes as a flow of their own, which throws `ArchiveError` where there are fewer. */
  part(length: number): Flow & { left: number } {
    const part = {
      left: length,
      next: async () => {
        if (part.left === 0) return undefined;
        const bytes = await this.some(part.left);
        if (bytes === undefined) throw damaged(this.path, 'it ends too early');
        part.left -= bytes.length;
        return bytes;
      },
    };
    return part;
  }

  async #nextIfAny(): Promise<Buffer | undefined> {
    try {
      return await this.#next();
    } catch (error) {
      this.#failure = error;
      return undefined;
    }
  }

  async #next(): Promise<Buffer | undefined> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isDone) return undefined;
    const chunk = await this.#flow.next();
    this.#isDone = chunk === undefined;
    return chunk;
  }

  #move(count: number): void {
    this.#rest = this.#rest.subarray(count);
    this.position += count;
  }
}

const chunkSize = 256 << 10;

/** A stretch of a random access as a flow. */
export function flowOf(access: RandomAccess, from = 0, to = access.size): Flow {
  let at = from;
  return {
    next: () => {
      if (at >= to) return undefined;
      const chunk = access.read(at, Math.min(chunkSize, to - at));
      at += chunk.length;
      return chunk.length === 0 ? undefined : chunk;
    },
    skip: (count) => {
      const passed = Math.min(count, Math.max(0, Math.min(to, access.size) - at));
      at += passed;
      return passed;
    },
  };
}

/** A stretch of a random access as one of its own. */
export function windowOf(access: RandomAccess, from: number, size: number): RandomAccess {
  return {
    size,
    read: (position, length) => access.read(from + position, Math.max(0, Math.min(length, size - position))),
  };
}

/** Bytes in memory. */
export function memoryAccess(bytes: Buffer): RandomAccess {
  return { size: bytes.length, read: (position, length) => bytes.subarray(position, position + length) };
}
