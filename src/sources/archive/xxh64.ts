/** 64 bits as two halves: BigInt would take twenty times as long. */
class Word {
  high = 0;
  low = 0;

  set(high: number, low: number): this {
    this.high = high | 0;
    this.low = low | 0;
    return this;
  }

  add(high: number, low: number): this {
    const sum = (this.low >>> 0) + (low >>> 0);
    this.low = sum | 0;
    this.high = (this.high + high + (sum > 0xffffffff ? 1 : 0)) | 0;
    return this;
  }

  multiply(high: number, low: number): this {
    const a = this.low >>> 16;
    const b = this.low & 0xffff;
    const c = low >>> 16;
    const d = low & 0xffff;
    const middle = b * c + ((b * d) >>> 16);
    const cross = a * d + (middle & 0xffff);
    const carried = a * c + (middle >>> 16) + Math.floor(cross / 65_536);
    this.high = (carried + Math.imul(this.high, low) + Math.imul(this.low, high)) | 0;
    this.low = Math.imul(this.low, low);
    return this;
  }

  /** To the left, by 1 to 31 bits. */
  rotate(bits: number): this {
    const { high, low } = this;
    return this.set((high << bits) | (low >>> (32 - bits)), (low << bits) | (high >>> (32 - bits)));
  }

  xor(high: number, low: number): this {
    this.high ^= high;
    this.low ^= low;
    return this;
  }

  /** With itself, shifted to the right. */
  fold(bits: number): this {
    const { high, low } = this;
    return bits >= 32
      ? this.xor(0, high >>> (bits - 32))
      : this.xor(high >>> bits, (low >>> bits) | (high << (32 - bits)));
  }
}

type Prime = readonly [number, number];

/** From xxHash's specification (doc/xxhash_spec.md). */
const primes: readonly [Prime, Prime, Prime, Prime, Prime] = [
  [0x9e3779b1, 0x85ebca87],
  [0xc2b2ae3d, 0x27d4eb4f],
  [0x165667b1, 0x9e3779f9],
  [0x85ebca77, 0xc2b2ae63],
  [0x27d4eb2f, 0x165667c5],
];
const [p1, p2, p3, p4, p5] = primes;
const stripe = 32;

/** XXH64 with the seed 0, of which Zstandard keeps the lower half. */
export function createXxh64(): { add(bytes: Buffer): void; low(): number } {
  const lanes = [
    new Word().set(...p1).add(...p2),
    new Word().set(...p2),
    new Word(),
    // Its negative.
    new Word().set(~p1[0], ~p1[1]).add(0, 1),
  ] as const;
  const kept = Buffer.alloc(stripe);
  let count = 0;
  let total = 0;
  const round = (lane: Word, high: number, low: number): void => {
    const input = scratch.set(high, low).multiply(...p2);
    lane
      .add(input.high, input.low)
      .rotate(31)
      .multiply(...p1);
  };
  const takeStripe = (bytes: Buffer, at: number): void => {
    for (let lane = 0; lane < 4; lane++) {
      round(lanes[lane]!, bytes.readInt32LE(at + lane * 8 + 4), bytes.readInt32LE(at + lane * 8));
    }
  };
  const scratch = new Word();
  return {
    add(bytes) {
      total += bytes.length;
      let at = 0;
      if (count > 0) {
        at = Math.min(bytes.length, stripe - count);
        bytes.copy(kept, count, 0, at);
        count += at;
        if (count < stripe) return;
        takeStripe(kept, 0);
        count = 0;
      }
      for (; at + stripe <= bytes.length; at += stripe) takeStripe(bytes, at);
      count = bytes.copy(kept, 0, at);
    },
    low() {
      const sum = new Word();
      if (total < stripe) sum.set(...p5);
      else {
        for (const [index, bits] of [1, 7, 12, 18].entries()) {
          const turned = new Word().set(lanes[index]!.high, lanes[index]!.low).rotate(bits);
          sum.add(turned.high, turned.low);
        }
        for (const lane of lanes) {
          const merged = new Word();
          round(merged, lane.high, lane.low);
          sum
            .xor(merged.high, merged.low)
            .multiply(...p1)
            .add(...p4);
        }
      }
      sum.add(Math.floor(total / 2 ** 32), total % 2 ** 32);
      let at = 0;
      for (; at + 8 <= count; at += 8) {
        const lane = new Word();
        round(lane, kept.readInt32LE(at + 4), kept.readInt32LE(at));
        sum
          .xor(lane.high, lane.low)
          .rotate(27)
          .multiply(...p1)
          .add(...p4);
      }
      if (at + 4 <= count) {
        const part = new Word().set(0, kept.readInt32LE(at)).multiply(...p1);
        sum
          .xor(part.high, part.low)
          .rotate(23)
          .multiply(...p2)
          .add(...p3);
        at += 4;
      }
      for (; at < count; at++) {
        const part = new Word().set(0, kept[at]!).multiply(...p5);
        sum
          .xor(part.high, part.low)
          .rotate(11)
          .multiply(...p1);
      }
      sum
        .fold(33)
        .multiply(...p2)
        .fold(29)
        .multiply(...p3)
        .fold(32);
      return sum.low >>> 0;
    },
  };
}
