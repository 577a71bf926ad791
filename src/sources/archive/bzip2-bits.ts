/** Reads bits, highest first. Throws RangeError past the end. */
export class BitReader {
  /** In bits. */
  position: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  /** Up to 24 bits as a number. */
  read(count: number): number {
    const at = this.position >> 3;
    this.position += count;
    if (this.position > this.#bytes.length * 8) throw new RangeError('it ends too early');
    const bytes = this.#bytes;
    const word = (bytes[at]! << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    return count === 0 ? 0 : (word << ((this.position - count) & 7)) >>> (32 - count);
  }
}
