/** A set of pairs of numbers from 0 to 2^31 - 2, for millions of them, at about 12 bytes each. */
export class PairSet {
  count = 0;
  #slots = new Int32Array(2 << 10).fill(-1);

  /** Whether the pair was not in the set before. */
  add(first: number, second: number): boolean {
    if ((this.count + 1) * 8 > this.#slots.length * 3) this.#grow();
    const at = this.#slotOf(first, second);
    if (this.#slots[at] !== -1) return false;
    this.#slots[at] = first;
    this.#slots[at + 1] = second;
    this.count++;
    return true;
  }

  has(first: number, second: number): boolean {
    return this.#slots[this.#slotOf(first, second)] !== -1;
  }

  /** Where the pair stands or would stand. */
  #slotOf(first: number, second: number): number {
    const mask = this.#slots.length / 2 - 1;
    const hash = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot * 2];
      if (known === -1 || (known === first && this.#slots[slot * 2 + 1] === second)) return slot * 2;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2).fill(-1);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] === -1) continue;
      const slot = this.#slotOf(old[at]!, old[at + 1]!);
      this.#slots[slot] = old[at]!;
      this.#slots[slot + 1] = old[at + 1]!;
    }
  }
}
