/** Bytes that grow; numbers take seven bits a byte, lowest first (LEB128, as in DWARF and protocol buffers). */
export class ByteWriter {
  length = 0;
  #bytes = Buffer.allocUnsafe(1 << 12);

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.length++] = value;
  }

  /** A whole number from 0 to 2^53 - 1. */
  number(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.length++] = rest;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was written; valid until more is. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  #reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.length + count, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}

/** Reads what a `ByteWriter` wrote, or somebody else: throws RangeError rather than read past the end. */
export class ByteReader {
  at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  byte(): number {
    const value = this.#bytes[this.at++];
    if (value === undefined) throw new RangeError('cut off');
    return value;
  }

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (!Number.isSafeInteger(value)) throw new RangeError('a number is too large');
      if (byte < 128) return value;
      if (factor > 2 ** 49) throw new RangeError('a number is too long');
    }
  }

  raw(length: number): Buffer {
    if (length > this.left) throw new RangeError('cut off');
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
}
