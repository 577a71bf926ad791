import type { Taken } from './taken.ts';

interface Alphabet {
  type: string;
  quoted: RegExp;
  limit: number;
}

const alphabets: readonly Alphabet[] = [
  { type: 'Base64 High Entropy String', quoted: /(['"])([A-Za-z0-9+/\\=_-]+)\1/g, limit: 4.5 },
  { type: 'Hex High Entropy String', quoted: /(['"])([0-9a-fA-F]+)\1/g, limit: 3 },
];

/** What the plugins for random strings take from a line: what stands in quotes; `isRandom` by their default limits. */
export function takeQuoted(line: string): (Taken & { isRandom: boolean })[] {
  return alphabets.flatMap(({ type, quoted, limit }) =>
    [...line.matchAll(quoted)].map(([, , value = '']) => ({ type, value, isRandom: entropyOf(type, value) > limit })),
  );
}

/** Shannon entropy in bits a character; of digits alone the plugin for hexadecimal makes less. */
function entropyOf(type: string, value: string): number {
  const counts = new Map<string, number>();
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  const isNumber = type.startsWith('Hex') && value.length > 1 && /^\d+$/.test(value);
  return isNumber ? bits - 1.2 / Math.log2(value.length) : bits;
}
