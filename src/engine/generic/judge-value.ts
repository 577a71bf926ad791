import type { Confidence } from '../../model/level.ts';
import type { Assignment } from '../assignment/read-assignment.ts';
import type { Syntax } from '../assignment/syntax.ts';
import { shannonEntropy } from '../entropy.ts';
import { judgeName, type NameKind } from './name.ts';
import { placeholderReason } from './placeholder.ts';
import { referenceReason } from './reference.ts';
import { surprise } from './wordiness.ts';

export type ValueVerdict =
  | { rejection: string }
  | { confidence: Confidence; kind: NameKind; reasons: string[]; entropy: number };

/** Where a value stands. */
export interface ValueContext {
  syntax: Syntax;
  isTest: boolean;
}

/** From here on letters read like chance, not like words: see `wordiness.ts`. */
const randomLetters = 4.35;

const shortest: Readonly<Record<NameKind, number>> = {
  password: 4,
  secret: 6,
  token: 8,
  'api-key': 8,
  credential: 8,
  key: 12,
};

/** Decides whether the value of an assignment is a secret, how surely, and why. */
export function judgeValue(assignment: Assignment, value: string, context: ValueContext): ValueVerdict {
  const { syntax } = context;
  const name = judgeName(assignment.name);
  if (name === undefined) return { rejection: 'the name has no word of a secret' };
  if (name.rejection !== undefined) return { rejection: name.rejection };
  const { kind } = name;
  if (value.length < shortest[kind]) return { rejection: `shorter than ${shortest[kind]} characters` };
  const isQuoted = assignment.quote !== '' && assignment.quote !== '<';
  const reference = referenceReason(value, isQuoted, syntax);
  if (reference !== undefined) return { rejection: reference };
  const placeholder = placeholderReason(value);
  if (placeholder !== undefined) return { rejection: placeholder };
  return judgeShape(kind, value, isQuoted, syntax, assignment);
}

interface Shape {
  letters: number;
  digits: number;
  others: number;
  spaces: number;
  classes: number;
  isHex: boolean;
  entropy: number;
  surprise: number;
}

function shapeOf(value: string): Shape {
  const lower = value.replace(/[^a-z]/g, '').length;
  const upper = value.replace(/[^A-Z]/g, '').length;
  const digits = value.replace(/[^0-9]/g, '').length;
  const spaces = value.replace(/\S/g, '').length;
  const others = value.length - lower - upper - digits - spaces;
  return {
    letters: lower + upper,
    digits,
    others,
    spaces,
    classes: Number(lower > 0) + Number(upper > 0) + Number(digits > 0) + Number(others > 0),
    isHex: /^[0-9a-f]+$|^[0-9A-F]+$/.test(value) && digits > 0,
    entropy: shannonEntropy(value),
    surprise: surprise(value),
  };
}

function judgeShape(
  kind: NameKind,
  value: string,
  isQuoted: boolean,
  syntax: Syntax,
  assignment: Assignment,
): ValueVerdict {
  const shape = shapeOf(value);
  const { entropy } = shape;
  if (shape.spaces > 0 && (shape.spaces > 2 || shape.surprise < randomLetters || kind !== 'password')) {
    return { rejection: 'reads like a sentence' };
  }
  const randomness = judgeRandomness(value, shape);
  const reasons = [`assigned to a name for a ${kind}`, ...randomness.reasons];
  if (!isQuoted && (syntax === 'prose' || syntax === 'unknown') && randomness.level < 2)
    return { rejection: 'a word in a text' };
  if (kind === 'password') return judgePassword(shape, value, randomness.level, reasons, assignment);
  if (randomness.level === 0) return { rejection: 'reads like words' };
  if (kind === 'key' && randomness.level < 3) return { rejection: 'not random enough for a key' };
  if ((kind === 'credential' || kind === 'api-key') && randomness.level < 2)
    return { rejection: `not random enough for a ${kind}` };
  return { confidence: randomness.level >= 3 ? 'high' : 'medium', kind, reasons, entropy };
}

/** 0 reads like words, 1 unusual, 2 random, 3 random and long. */
function judgeRandomness(value: string, shape: Shape): { level: number; reasons: string[] } {
  const { letters, digits, classes, isHex, entropy } = shape;
  if (isHex && value.length >= 16 && entropy >= 2.8)
    return { level: value.length >= 24 ? 3 : 2, reasons: ['a random hexadecimal number'] };
  if (letters === 0) return { level: value.length >= 12 && entropy > 2.5 ? 1 : 0, reasons: ['digits'] };
  const isRandom = shape.surprise >= randomLetters;
  if (value.length >= 16 && entropy >= 3.4 && (isRandom || (digits >= 3 && classes >= 3))) {
    return { level: classes >= 2 || value.length >= 24 ? 3 : 2, reasons: ['long and random'] };
  }
  if (isRandom && (value.length >= 10 || digits > 0)) return { level: 2, reasons: ['its letters look random'] };
  if (isRandom) return { level: 1, reasons: ['its letters look random'] };
  if (classes >= 3 && digits > 0 && value.length >= 8) return { level: 1, reasons: ['mixes kinds of characters'] };
  return { level: 0, reasons: [] };
}

function judgePassword(
  shape: Shape,
  value: string,
  level: number,
  reasons: string[],
  assignment: Assignment,
): ValueVerdict {
  const { entropy } = shape;
  if (level >= 2) return { confidence: value.length >= 10 ? 'high' : 'medium', kind: 'password', reasons, entropy };
  if (level === 1) return { confidence: 'medium', kind: 'password', reasons, entropy };
  if (shape.classes >= 2 && value.length >= 8 && shape.digits > 0 && assignment.operator === 'assign') {
    return { confidence: 'low', kind: 'password', reasons: [...reasons, 'a word with digits'], entropy };
  }
  return { rejection: 'reads like words' };
}
