import { crypto } from './lazy-crypto.ts';

/** 128 bits are enough; cut before they become text, as a part of a string keeps the whole in memory. */
const hashBytes = 16;
const blockBytes = 64;
/** The end of the last block holds a bit and the length. */
const mostText = blockBytes - 9;

/**
 * Prepares HMAC-SHA256 (RFC 2104) under a key: the first 128 bits as hex. Short ASCII texts, as nearly all secrets are,
 * are hashed right here, with the key's own blocks done once: Node's objects for it cost twice the time, and the
 * garbage collector as much again. Other texts are Node's.
 */
export function createHmac(key: Uint8Array): (text: string) => string {
  const inner = key.length > blockBytes ? undefined : hashKey(key, 0x36);
  const outer = inner && hashKey(key, 0x5c);
  return (text) => {
    if (inner && outer && fillWithText(text)) {
      compress(inner);
      for (let i = 0; i < 8; i++) words[i] = state[i]!;
      words[8] = 0x80000000;
      for (let i = 9; i < 15; i++) words[i] = 0;
      words[15] = (blockBytes + 32) * 8;
      compress(outer);
      for (let i = 0; i < hashBytes; i++) hash[i] = state[i >> 2]! >> (24 - 8 * (i & 3));
      return hash.toString('hex');
    }
    return crypto().createHmac('sha256', key).update(text).digest().toString('hex', 0, hashBytes);
  };
}

/** Of SHA-256 (FIPS 180-4): the schedule of the block at work, the hash so far, and the constants. */
const words = new Int32Array(64);
const state = new Int32Array(8);
const hash = Buffer.alloc(hashBytes);
const initial = new Int32Array(8);
const constants = new Int32Array(64);

/** Bits of the fractions of the square and cube roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function fillConstants(): void {
  const fraction = (root: number) => (root % 1) * 2 ** 32;
  for (let count = 0, number = 2; count < 64; number++) {
    let divisor = 2;
    while (number % divisor !== 0) divisor++;
    if (divisor < number) continue;
    if (count < 8) initial[count] = fraction(Math.sqrt(number));
    constants[count++] = fraction(Math.cbrt(number));
  }
}

/** The hash after the block that a key makes with a byte. */
function hashKey(key: Uint8Array, pad: number): Int32Array {
  if (initial[0] === 0) fillConstants();
  words.fill(0x01010101 * pad, 0, 16);
  for (let i = 0; i < key.length; i++) words[i >> 2]! ^= key[i]! << (24 - 8 * (i & 3));
  compress(initial);
  return state.slice();
}

/** Makes the block of a text that follows a key's; false for one that is too long or not ASCII. */
function fillWithText(text: string): boolean {
  const { length } = text;
  if (length > mostText) return false;
  for (let i = 0; i < 15; i++) words[i] = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return false;
    words[i >> 2]! |= code << (24 - 8 * (i & 3));
  }
  words[length >> 2]! |= 0x80 << (24 - 8 * (length & 3));
  words[15] = (blockBytes + length) * 8;
  return true;
}

/** Sets `state` to the hash `from` with the block in `words` taken in (FIPS 180-4, 6.2.2). */
function compress(from: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15]!;
    const y = words[i - 2]!;
    const small = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const large = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16]! + small + words[i - 7]! + large) | 0;
  }
  let a = from[0]!;
  let b = from[1]!;
  let c = from[2]!;
  let d = from[3]!;
  let e = from[4]!;
  let f = from[5]!;
  let g = from[6]!;
  let h = from[7]!;
  for (let i = 0; i < 64; i++) {
    const forward = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const added = (h + forward + (g ^ (e & (f ^ g))) + constants[i]! + words[i]!) | 0;
    const back = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    h = g;
    g = f;
    f = e;
    e = (d + added) | 0;
    d = c;
    const majority = (a & b) ^ (c & (a ^ b));
    c = b;
    b = a;
    a = (added + back + majority) | 0;
  }
  state[0] = from[0]! + a;
  state[1] = from[1]! + b;
  state[2] = from[2]! + c;
  state[3] = from[3]! + d;
  state[4] = from[4]! + e;
  state[5] = from[5]! + f;
  state[6] = from[6]! + g;
  state[7] = from[7]! + h;
}
