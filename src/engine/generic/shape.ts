import { shannonEntropy } from '../entropy.ts';
import { surprise } from './wordiness.ts';

/** What the characters of a value tell. */
export interface Shape {
  length: number;
  letters: number;
  digits: number;
  spaces: number;
  /** How many of small letters, capitals, digits and other characters there are. */
  classes: number;
  isHex: boolean;
  /** Of neighbours that are letters or digits, the share that changes between small letter, capital and digit. */
  switching: number;
  /** Bits per character. */
  entropy: number;
  /** Bits per letter under the model of words; see `wordiness.ts`. */
  surprise: number;
}

/** Counts through a value once. */
export function measureShape(value: string): Shape {
  let lower = 0;
  let upper = 0;
  let digits = 0;
  let spaces = 0;
  let hexLetters = 0;
  let pairs = 0;
  let switches = 0;
  let last = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    let kind = 0;
    if (code >= 97 && code <= 122) kind = 1;
    else if (code >= 65 && code <= 90) kind = 2;
    else if (code >= 48 && code <= 57) kind = 3;
    if (kind === 1) lower++;
    else if (kind === 2) upper++;
    else if (kind === 3) digits++;
    else if (code === 32 || (code >= 9 && code <= 13)) spaces++;
    if ((code | 32) >= 97 && (code | 32) <= 102 && kind !== 3) hexLetters++;
    if (kind !== 0 && last !== 0) {
      pairs++;
      // A capital before small letters begins a word: no change.
      if (kind !== last && !(last === 2 && kind === 1)) switches++;
    }
    last = kind;
  }
  const letters = lower + upper;
  const others = value.length - letters - digits - spaces;
  return {
    length: value.length,
    letters,
    digits,
    spaces,
    classes: Number(lower > 0) + Number(upper > 0) + Number(digits > 0) + Number(others > 0),
    isHex: digits > 0 && hexLetters + digits === value.length && (lower === 0 || upper === 0),
    switching: pairs === 0 ? 0 : switches / pairs,
    entropy: shannonEntropy(value),
    surprise: surprise(value),
  };
}

/** From here on letters read like chance, not like words; a few letters prove less than many. */
export function readsRandom({ letters, surprise: bits }: Pick<Shape, 'letters' | 'surprise'>): boolean {
  return letters >= 2 && bits >= (letters < 6 ? 4.7 : letters < 8 ? 4.55 : letters < 10 ? 4.45 : 4.35);
}
