/**
 * Aho-Corasick over ASCII-folded bytes as one dense table: `next = table[(state << shift) + classOf[byte]]`.
 * States that end a keyword are numbered last, so that one comparison tells a hit.
 */
export interface Automaton {
  /** Byte -> class; bytes that occur in no keyword share class 0, upper case shares with lower. */
  classOf: Uint8Array;
  table: Uint16Array;
  shift: number;
  firstHit: number;
  /** Length of the longest keyword that is open in a state. */
  depth: Uint8Array;
  /** For hit state s: its keywords are `ends[endsAt[s - firstHit]]` up to `ends[endsAt[s - firstHit + 1]]`, exclusive. */
  endsAt: Uint32Array;
  ends: Uint16Array;
  keywords: readonly string[];
}

interface Trie {
  children: Map<number, number>[];
  keywordAt: number[];
  depth: number[];
}

/** Builds the automaton for lower-case keywords, one character a byte, of 1 to 255 bytes each. Throws RangeError past 65,535 states. */
export function buildAutomaton(keywords: readonly string[]): Automaton {
  const unique = [...new Set(keywords)].sort();
  const encoded = unique.map((keyword) => Buffer.from(keyword, 'latin1'));
  const { classOf, classCount } = classify(encoded);
  const shift = Math.max(1, Math.ceil(Math.log2(classCount)));
  const trie = buildTrie(encoded);
  if (trie.children.length > 0xffff) throw new RangeError(`${trie.children.length} prefilter states, at most 65535`);
  const { dense, ends } = complete(trie, classOf, shift);
  return { classOf, shift, keywords: unique, ...renumber(trie, dense, ends, shift) };
}

function classify(encoded: readonly Uint8Array[]): { classOf: Uint8Array; classCount: number } {
  const classOf = new Uint8Array(256);
  let classCount = 1;
  for (const keyword of encoded) for (const byte of keyword) if (classOf[byte] === 0) classOf[byte] = classCount++;
  for (let byte = 65; byte <= 90; byte++) classOf[byte] = classOf[byte + 32]!;
  return { classOf, classCount };
}

function buildTrie(encoded: readonly Uint8Array[]): Trie {
  const trie: Trie = { children: [new Map()], keywordAt: [-1], depth: [0] };
  encoded.forEach((keyword, index) => {
    let state = 0;
    for (const byte of keyword) {
      let next = trie.children[state]!.get(byte);
      if (next === undefined) {
        next = trie.children.length;
        trie.children[state]!.set(byte, next);
        trie.children.push(new Map());
        trie.keywordAt.push(-1);
        trie.depth.push(trie.depth[state]! + 1);
      }
      state = next;
    }
    trie.keywordAt[state] = index;
  });
  return trie;
}

/** Fills in the failure moves breadth first, and each state's keywords with those of its suffixes. */
function complete(trie: Trie, classOf: Uint8Array, shift: number): { dense: Uint16Array; ends: number[][] } {
  const dense = new Uint16Array(trie.children.length << shift);
  const ends: number[][] = trie.keywordAt.map((index) => (index < 0 ? [] : [index]));
  const failure = new Uint16Array(trie.children.length);
  const queue: number[] = [];
  for (const [byte, child] of trie.children[0]!) {
    dense[classOf[byte]!] = child;
    queue.push(child);
  }
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!;
    const fallback = failure[state]!;
    dense.copyWithin(state << shift, fallback << shift, (fallback + 1) << shift);
    if (ends[fallback]!.length > 0) ends[state] = [...ends[state]!, ...ends[fallback]!];
    for (const [byte, child] of trie.children[state]!) {
      failure[child] = dense[(fallback << shift) + classOf[byte]!]!;
      dense[(state << shift) + classOf[byte]!] = child;
      queue.push(child);
    }
  }
  return { dense, ends };
}

function renumber(trie: Trie, dense: Uint16Array, ends: number[][], shift: number) {
  const count = ends.length;
  const order = [...ends.keys()].sort((a, b) => Number(ends[a]!.length > 0) - Number(ends[b]!.length > 0) || a - b);
  const newId = new Uint16Array(count);
  order.forEach((old, index) => {
    newId[old] = index;
  });
  const table = new Uint16Array(count << shift);
  const depth = new Uint8Array(count);
  const firstHit = order.findIndex((old) => ends[old]!.length > 0);
  const hitStates = firstHit < 0 ? [] : order.slice(firstHit);
  order.forEach((old, index) => {
    depth[index] = trie.depth[old]!;
    for (let c = 0; c < 1 << shift; c++) table[(index << shift) + c] = newId[dense[(old << shift) + c]!]!;
  });
  const endsAt = new Uint32Array(hitStates.length + 1);
  const flat: number[] = [];
  hitStates.forEach((old, index) => {
    flat.push(...ends[old]!);
    endsAt[index + 1] = flat.length;
  });
  return { table, depth, firstHit: firstHit < 0 ? count : firstHit, endsAt, ends: Uint16Array.from(flat) };
}
