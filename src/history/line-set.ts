const newline = 10;

/** Lines; beyond it all are forgotten, so that memory stays bounded. */
const mostLines = 4 << 20;

/** What stands for the line before the first. */
const noLine = 0x5bd1e995;

/**
 * A set of lines, each with the line before it. Of each pair 64 bits are kept, drawn anew in each run, as texts are free to
 * choose and must not be made to look like others.
 */
export class LineSet {
  count = 0;
  /** Two numbers a pair, both 0: empty; linear probing, at most half full. */
  #slots = new Int32Array(2 << 10);
  readonly #seeds = Int32Array.from({ length: 3 }, () => (Math.random() * 2 ** 32) | 1);

  clear(): void {
    if (this.count === 0) return;
    this.count = 0;
    if (this.#slots.length > 2 << 14) this.#slots = new Int32Array(2 << 10);
    else this.#slots.fill(0);
  }

  /** Adds all lines of a text. */
  enter(bytes: Buffer, start: number, end: number): void {
    this.tellNew(bytes, start, start, end, () => {});
  }

  /**
   * Adds the lines between `from` and `to`, which both stand between lines, of the text that begins at `start`. Tells
   * stretches of those that were not in the set.
   */
  tellNew(bytes: Buffer, start: number, from: number, to: number, visit: (start: number, end: number) => void): void {
    if (this.count > mostLines) this.clear();
    const [firstSeed, secondSeed, factor] = this.#seeds as unknown as [number, number, number];
    let before = noLine;
    let at = from;
    if (from > start) at = Math.max(start, from < 2 ? 0 : bytes.lastIndexOf(newline, from - 2) + 1);
    let newFrom = -1;
    while (at < to) {
      const lineAt = at;
      let first = firstSeed;
      let second = secondSeed;
      while (at < to) {
        const byte = bytes[at++]!;
        first = Math.imul(first ^ byte, 0x01000193);
        second = (Math.imul(second, factor) + byte) | 0;
        if (byte === newline) break;
      }
      if (lineAt >= from) {
        const isNew = this.#add(first ^ Math.imul(before, factor), second ^ before);
        if (isNew && newFrom < 0) newFrom = lineAt;
        else if (!isNew && newFrom >= 0) {
          visit(newFrom, lineAt);
          newFrom = -1;
        }
      }
      before = Math.imul(first ^ (second >>> 15), 0x85ebca6b) ^ second;
    }
    if (newFrom >= 0) visit(newFrom, to);
  }

  #add(first: number, second: number): boolean {
    const low = first === 0 && second === 0 ? 1 : first;
    const mask = this.#slots.length / 2 - 1;
    for (let slot = (low ^ (low >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot * 2]!;
      const other = this.#slots[slot * 2 + 1]!;
      if (known === low && other === second) return false;
      if (known === 0 && other === 0) {
        this.#slots[slot * 2] = low;
        this.#slots[slot * 2 + 1] = second;
        this.count++;
        if (this.count * 4 > this.#slots.length) this.#grow();
        return true;
      }
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    const mask = this.#slots.length / 2 - 1;
    for (let at = 0; at < old.length; at += 2) {
      const low = old[at]!;
      if (low === 0 && old[at + 1] === 0) continue;
      let slot = (low ^ (low >>> 15)) & mask;
      while (this.#slots[slot * 2] !== 0 || this.#slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot * 2] = low;
      this.#slots[slot * 2 + 1] = old[at + 1]!;
    }
  }
}
