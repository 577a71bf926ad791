/** Ids to a chunk of the store; a power of two. */
const chunkBits = 13;
const chunkMask = (1 << chunkBits) - 1;

/** Value of each lower-case hex digit by its byte; 16: none. */
const nibbles = new Uint8Array(256).fill(16);
for (let value = 0; value < 16; value++) nibbles['0123456789abcdef'.charCodeAt(value)] = value;

/**
 * Object ids and the dense numbers 0, 1, 2... they get in order of insertion; for millions, at about 30 bytes each.
 * Ids are lower-case hex (in a string or in bytes) or raw bytes, all of one length.
 */
export class IdTable {
  /** How many ids it holds; the next new one gets this number. */
  count = 0;
  readonly #size: number;
  readonly #words: number;
  readonly #chunks: { bytes: Buffer; words: Int32Array }[] = [];
  /** Number of the id plus one in each slot, 0: empty; linear probing, at most three quarters full. */
  #slots = new Int32Array(1024);
  readonly #wanted: Buffer;
  readonly #wantedWords: Int32Array;
  /** Drawn for each table: ids in hostile trees are free to choose, and must not be made to collide. */
  readonly #seeds: Int32Array;

  /** @param hexLength 40 for SHA-1, 64 for SHA-256. */
  constructor(hexLength: 40 | 64 = 40) {
    this.#size = hexLength / 2;
    this.#words = hexLength / 8;
    const memory = new ArrayBuffer(this.#size);
    this.#wanted = Buffer.from(memory);
    this.#wantedWords = new Int32Array(memory);
    this.#seeds = Int32Array.from({ length: this.#words }, () => (Math.random() * 2 ** 32) | 1);
  }

  /** The number of an id in hex, which is added if it is new. Throws RangeError for what is no full id. */
  add(hex: string): number {
    if (!this.#readText(hex)) throw notAnId();
    return this.#addWanted();
  }

  /** The number of an id in hex; -1: not in the table. */
  find(hex: string): number {
    return this.#readText(hex) ? this.#slots[this.#slotOf(this.#wantedWords, 0)]! - 1 : -1;
  }

  /** `add` for the hex digits at `start` of `bytes`; what follows them is not looked at. */
  addFrom(bytes: Uint8Array, start: number): number {
    if (!this.#readHex(bytes, start)) throw notAnId();
    return this.#addWanted();
  }

  /** `find` for the hex digits at `start` of `bytes`. */
  findFrom(bytes: Uint8Array, start: number): number {
    return this.#readHex(bytes, start) ? this.#slots[this.#slotOf(this.#wantedWords, 0)]! - 1 : -1;
  }

  /** `add` for the raw bytes at `start` of `bytes`, as trees hold them. */
  addRaw(bytes: Uint8Array, start: number): number {
    if (!this.#readRaw(bytes, start)) throw notAnId();
    return this.#addWanted();
  }

  /** `find` for the raw bytes at `start` of `bytes`. */
  findRaw(bytes: Uint8Array, start: number): number {
    return this.#readRaw(bytes, start) ? this.#slots[this.#slotOf(this.#wantedWords, 0)]! - 1 : -1;
  }

  /** The id of a number, in hex. Throws RangeError for a number that was not given. */
  idOf(number: number): string {
    if (!(number >= 0 && number < this.count)) throw new RangeError(`no id has the number ${number}`);
    const start = (number & chunkMask) * this.#size;
    return this.#chunks[number >> chunkBits]!.bytes.toString('hex', start, start + this.#size);
  }

  #readText(hex: string): boolean {
    if (hex.length !== this.#size * 2) return false;
    let seen = 0;
    for (let i = 0; i < this.#size; i++) {
      const high = nibbles[hex.charCodeAt(2 * i)] ?? 16;
      const low = nibbles[hex.charCodeAt(2 * i + 1)] ?? 16;
      seen |= high | low;
      this.#wanted[i] = (high << 4) | low;
    }
    return seen < 16;
  }

  #readHex(bytes: Uint8Array, start: number): boolean {
    if (start < 0 || start + this.#size * 2 > bytes.length) return false;
    let seen = 0;
    for (let i = 0, at = start; i < this.#size; i++, at += 2) {
      const high = nibbles[bytes[at]!]!;
      const low = nibbles[bytes[at + 1]!]!;
      seen |= high | low;
      this.#wanted[i] = (high << 4) | low;
    }
    return seen < 16;
  }

  #readRaw(bytes: Uint8Array, start: number): boolean {
    if (start < 0 || start + this.#size > bytes.length) return false;
    for (let i = 0; i < this.#size; i++) this.#wanted[i] = bytes[start + i]!;
    return true;
  }

  #addWanted(): number {
    const slot = this.#slotOf(this.#wantedWords, 0);
    const known = this.#slots[slot]!;
    if (known !== 0) return known - 1;
    const number = this.count;
    if ((number & chunkMask) === 0) this.#chunks.push(makeChunk(this.#size));
    this.#chunks[number >> chunkBits]!.words.set(this.#wantedWords, (number & chunkMask) * this.#words);
    this.#slots[slot] = number + 1;
    this.count = number + 1;
    if (this.count > this.#slots.length * 0.75) this.#grow();
    return number;
  }

  /** The slot that holds the id at `from` of `words`, or the empty one where it belongs. */
  #slotOf(words: Int32Array, from: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = this.#hash(words, from) & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot]!;
      if (found === 0 || this.#isAt(found - 1, words, from)) return slot;
    }
  }

  #isAt(number: number, words: Int32Array, from: number): boolean {
    const own = this.#chunks[number >> chunkBits]!.words;
    const start = (number & chunkMask) * this.#words;
    for (let i = 0; i < this.#words; i++) if (own[start + i] !== words[from + i]) return false;
    return true;
  }

  #hash(words: Int32Array, from: number): number {
    let hash = 0;
    for (let i = 0; i < this.#words; i++) {
      hash = Math.imul(hash ^ words[from + i]!, this.#seeds[i]!);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      const { words } = this.#chunks[number >> chunkBits]!;
      let slot = this.#hash(words, (number & chunkMask) * this.#words) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

function makeChunk(size: number): { bytes: Buffer; words: Int32Array } {
  const memory = new ArrayBuffer(size << chunkBits);
  return { bytes: Buffer.from(memory), words: new Int32Array(memory) };
}

function notAnId(): RangeError {
  return new RangeError('an object id has 40 or 64 lower-case hex digits, the same number throughout a repository');
}
