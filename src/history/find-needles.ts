/** Bytes to look for, and the number of the secret that they show. */
export interface Needle {
  bytes: Buffer;
  secret: number;
}

/** Sets `found[secret]` to 1 for each secret with a needle in the content; those set already are not looked for. */
export type NeedleSearch = (content: Buffer, found: Uint8Array) => void;

/** Up to here one native search for each needle is faster than a pass in JavaScript for all. */
const few = 12;
const keyLength = 4;
const tableBits = 16;

/** Prepares a search for needles; the time of a search grows with the content, hardly with the number of needles. */
export function createNeedleSearch(needles: readonly Needle[]): NeedleSearch {
  const usable = needles.filter(({ bytes }) => bytes.length > 0);
  if (usable.length <= few) return (content, found) => searchEach(usable, content, found);
  const short = usable.filter(({ bytes }) => bytes.length < keyLength);
  const searchAll = createTableSearch(usable.filter(({ bytes }) => bytes.length >= keyLength));
  return (content, found) => {
    searchEach(short, content, found);
    searchAll(content, found);
  };
}

function searchEach(needles: readonly Needle[], content: Buffer, found: Uint8Array): void {
  for (const { bytes, secret } of needles) if (found[secret] === 0 && content.includes(bytes)) found[secret] = 1;
}

/** Needles by a hash of four bytes from their middle: their beginnings (`AKIA`, `-----BEGIN`) are often alike. */
function createTableSearch(needles: readonly Needle[]): NeedleSearch {
  const heads = new Int32Array(1 << tableBits).fill(-1);
  const next = new Int32Array(needles.length);
  const offsets = needles.map(({ bytes }) => (bytes.length - keyLength) >> 1);
  for (const [n, { bytes }] of needles.entries()) {
    const slot = hash(bytes.readInt32LE(offsets[n]!));
    next[n] = heads[slot]!;
    heads[slot] = n;
  }
  return (content, found) => {
    let key = 0;
    for (let i = 0; i < content.length; i++) {
      key = (key >>> 8) | (content[i]! << 24);
      for (let n = heads[hash(key)]!; n >= 0; n = next[n]!) {
        const { bytes, secret } = needles[n]!;
        const start = i - keyLength + 1 - offsets[n]!;
        if (found[secret] === 0 && isAt(content, bytes, start)) found[secret] = 1;
      }
    }
  };
}

function hash(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - tableBits);
}

function isAt(content: Buffer, bytes: Buffer, start: number): boolean {
  if (start < 0 || start + bytes.length > content.length) return false;
  for (let i = 0; i < bytes.length; i++) if (content[start + i] !== bytes[i]) return false;
  return true;
}
