const rowSize = 3;

/** From pairs of numbers from 0 to 2^31 - 2 to a third such number, for millions of them, at about 20 bytes each. */
export class PairMap {
  count = 0;
  #rows = new Int32Array(rowSize << 10).fill(-1);

  /** Gives the pair a value, unless it has a lower one. */
  lower(first: number, second: number, value: number): void {
    if ((this.count + 1) * 4 > (this.#rows.length / rowSize) * 3) this.#grow();
    const at = this.#rowOf(first, second);
    const known = this.#rows[at + 2]!;
    if (known !== -1 && known <= value) return;
    if (known === -1) this.count++;
    this.#rows[at] = first;
    this.#rows[at + 1] = second;
    this.#rows[at + 2] = value;
  }

  /** The value of a pair; -1: it has none. */
  get(first: number, second: number): number {
    return this.#rows[this.#rowOf(first, second) + 2]!;
  }

  /** The value of each pair, in no order. */
  eachValue(visit: (value: number) => void): void {
    for (let at = 2; at < this.#rows.length; at += rowSize) if (this.#rows[at] !== -1) visit(this.#rows[at]!);
  }

  /** Where the pair stands or would stand. */
  #rowOf(first: number, second: number): number {
    const mask = this.#rows.length / rowSize - 1;
    const hash = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
    for (let row = (hash ^ (hash >>> 15)) & mask; ; row = (row + 1) & mask) {
      const known = this.#rows[row * rowSize];
      if (known === -1 || (known === first && this.#rows[row * rowSize + 1] === second)) return row * rowSize;
    }
  }

  #grow(): void {
    const old = this.#rows;
    this.#rows = new Int32Array(old.length * 2).fill(-1);
    for (let at = 0; at < old.length; at += rowSize) {
      if (old[at] === -1) continue;
      const row = this.#rowOf(old[at]!, old[at + 1]!);
      this.#rows.set(old.subarray(at, at + rowSize), row);
    }
  }
}
