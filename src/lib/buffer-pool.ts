const smallest = 1 << 14;
const mostKept = 32 << 20;

/**
 * Lends memory for contents that come and go: left to the garbage collector, which is slow to see buffers, hundreds of
 * megabytes of them pile up.
 */
export class BufferPool {
  /** By size, which is a power of two. */
  readonly #free = new Map<number, ArrayBuffer[]>();
  readonly #lent = new WeakSet<ArrayBufferLike>();
  #kept = 0;

  /** A buffer of this size, its bytes undefined. Small ones are not from the pool. */
  take(size: number): Buffer {
    if (size < smallest) return Buffer.allocUnsafe(size);
    const capacity = 2 ** Math.ceil(Math.log2(size));
    const known = this.#free.get(capacity)?.pop();
    if (known) this.#kept -= capacity;
    const memory = known ?? new ArrayBuffer(capacity);
    this.#lent.add(memory);
    return Buffer.from(memory, 0, size);
  }

  /** Takes a buffer back, of which nothing must be in use any more. Those of others are left alone. */
  give({ buffer }: Buffer): void {
    if (!(buffer instanceof ArrayBuffer) || !this.#lent.delete(buffer)) return;
    const capacity = buffer.byteLength;
    if (this.#kept + capacity > mostKept) return;
    const free = this.#free.get(capacity);
    if (free) free.push(buffer);
    else this.#free.set(capacity, [buffer]);
    this.#kept += capacity;
  }
}
