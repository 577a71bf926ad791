import { surprise } from '../engine/generic/wordiness.ts';

/** Only so much of a text is looked at: by then it is strong, or it repeats itself. */
const mostText = 2048;

/** By this estimate, which counts about three quarters of what a random text has: some 80 bits, out of reach for guessing. */
const strongBits = 60;

/** Bits a letter, see `surprise`: words have 2 to 3.5, random letters 5 to 7. */
const leastSurprise = 4.9;

/** Whether a secret is random enough that a fast hash under a known key does not give it away. */
export function isStrong(secret: string): boolean {
  const text = secret.slice(0, mostText);
  const inner = decode(text);
  return isRandom(text) && (inner === undefined || isRandom(inner));
}

function isRandom(text: string): boolean {
  if (estimateBits(text) < strongBits) return false;
  return hexadecimal.test(text) || surprise(undoSigns(text)) >= leastSurprise;
}

const hexadecimal = /^[\da-f-]*$/i;

/** Digits and signs that people write for letters. */
const signs: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  '@': 'a',
  $: 's',
};

function undoSigns(text: string): string {
  return text.toLowerCase().replace(/[0134578@$]/g, (sign) => signs[sign]!);
}

/**
 * A low guess at how many bits an attacker must guess. Whatever may be a word (letters of one case, with a capital
 * before them), a number, a sequence, a repetition or a sign counts little or nothing.
 */
function estimateBits(text: string): number {
  const perLetter = hexadecimal.test(text) ? 4 : 4.5;
  let bits = 0;
  for (const [run] of text.matchAll(/[A-Z]?[a-z]+|[A-Z]+|\d+/g)) {
    if (/\d/.test(run)) bits += Math.min(run.length, 4) * 3.3 + Math.max(0, run.length - 4);
    else if (run.length < 3) bits += run.length * perLetter;
    else if (run.length === 3) bits += 3;
  }
  return bits * shareOfNew(text) * shareOfUnordered(text);
}

/** The share of its groups of three characters that did not occur before. */
function shareOfNew(text: string): number {
  const groups = new Set<string>();
  const all = Math.max(1, text.length - 2);
  for (let i = 0; i < all; i++) groups.add(text.slice(i, i + 3).toLowerCase());
  return groups.size / all;
}

/** The share of characters that do not go on from the one before, or the one before that, as 1, 2, 3 does. */
function shareOfUnordered(text: string): number {
  let ordered = 0;
  for (let i = 0; i < text.length; i++) {
    if ([1, 2].some((gap) => i >= gap && Math.abs(text.charCodeAt(i) - text.charCodeAt(i - gap)) <= 1)) ordered++;
  }
  // By chance alone one in ten does.
  return Math.min(1, 1.1 * (1 - ordered / Math.max(1, text.length)));
}

/** What a text says in base64 or hex, if that is text itself. */
function decode(text: string): string | undefined {
  const isHex = /^(?:[\da-f]{2}){4,}$/i.test(text);
  if (!isHex && !/^[\w+/-]{8,}={0,2}$/.test(text)) return undefined;
  const inner = Buffer.from(text, isHex ? 'hex' : 'base64').toString('latin1');
  return /^[\x20-\x7e\s]+$/.test(inner) ? inner : undefined;
}
