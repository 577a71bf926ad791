import { readsRandom, type Shape } from './shape.ts';

/** Share of changes between kinds of characters from which on digits are strewn in, not put behind a word. */
const strewn = 0.22;

/** 0 reads like words, 1 unusual, 2 random, 3 random and long; with the reason from 1 on. */
export function judgeRandomness(shape: Shape): { level: number; reason: string | undefined } {
  const { length, letters, digits, classes, isHex, entropy, switching } = shape;
  if (isHex && length >= 16 && entropy >= 2.8) {
    return { level: length >= 24 ? 3 : 2, reason: 'a random hexadecimal number' };
  }
  if (letters === 0) return { level: length >= 12 && entropy > 2.5 ? 1 : 0, reason: 'digits' };
  const isRandom = readsRandom(shape);
  const isMixed = digits >= 3 && classes >= 2 && switching >= strewn;
  if (length >= 16 && entropy >= 3.4 && (isRandom || (isMixed && shape.surprise > 3.4))) {
    return { level: classes >= 2 || length >= 24 ? 3 : 2, reason: 'long and random' };
  }
  if (isRandom) return { level: length >= 10 || digits > 0 ? 2 : 1, reason: 'its letters look random' };
  if (classes >= 3 && digits > 0 && length >= 8) return { level: 1, reason: 'mixes kinds of characters' };
  return { level: 0, reason: undefined };
}
