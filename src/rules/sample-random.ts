/** Numbers that look random and depend on the seed alone (mulberry32). */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  bytes(length: number): Buffer;
  /** Characters of one alphabet, given as groups that all take part once the text is long enough. */
  text(groups: readonly string[], length: number): string;
}

/** Same seed, same numbers. */
export function createRandom(seed: number): Random {
  let state = (seed ^ 0x5bd1e995) >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000) * limit);
  };
  return {
    below,
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
    text: (groups, length) => randomText(below, groups, length),
  };
}

const mixedFrom = 8;
const maxTries = 200;

function randomText(below: Random['below'], groups: readonly string[], length: number): string {
  const alphabet = groups.join('');
  for (let tries = 1; ; tries++) {
    let text = '';
    while (text.length < length) text = appendChar(text, alphabet, below);
    if (length < mixedFrom || tries === maxTries || isMixed(text, groups)) return text;
  }
}

/** Never a third equal character in a row, nor a fourth in sequence: real keys have few, placeholders many. */
function appendChar(text: string, alphabet: string, below: Random['below']): string {
  for (;;) {
    const next = text + alphabet[below(alphabet.length)];
    const steps = [...next.slice(-4)].map((char, i, chars) => char.charCodeAt(0) - (chars[i - 1]?.charCodeAt(0) ?? 0));
    const isRepeated = next.length > 2 && steps.slice(-2).every((step) => step === 0);
    const isSequence = next.length > 3 && Math.abs(steps[1]!) === 1 && steps[1] === steps[2] && steps[2] === steps[3];
    if (!isRepeated && !isSequence) return next;
  }
}

function isMixed(text: string, groups: readonly string[]): boolean {
  const different = new Set(text).size;
  const alphabetSize = groups.join('').length;
  return (
    different >= Math.min(text.length, alphabetSize) / 2 &&
    groups.every((group) => [...group].some((char) => text.includes(char)))
  );
}
