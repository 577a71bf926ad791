import type { Confidence } from '../../model/level.ts';
import type { Assignment } from '../assignment/read-assignment.ts';
import type { Syntax } from '../assignment/syntax.ts';
import { standsInComment } from './comment.ts';
import { judgeName, type NameKind, type NameVerdict } from './name.ts';
import { placeholderReason } from './placeholder.ts';
import { judgeRandomness } from './randomness.ts';
import { referenceReason } from './reference.ts';
import { measureShape, readsRandom, type Shape } from './shape.ts';
import { weakPasswordReason } from './weak-password.ts';

export type ValueVerdict =
  | { rejection: string }
  | { confidence: Confidence; kind: NameKind; reasons: string[]; entropy: number };

/** Where a value stands. */
export interface ValueContext {
  syntax: Syntax;
  isTest: boolean;
}

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
  const name = judgeName(assignment.name);
  if (name === undefined) return { rejection: 'the name has no word of a secret' };
  if (name.rejection !== undefined) return { rejection: name.rejection };
  const { kind } = name;
  if (value.length < shortest[kind]) return { rejection: `shorter than ${shortest[kind]} characters` };
  const isQuoted = assignment.quote !== '' && assignment.quote !== '<';
  const rejection = referenceReason(value, isQuoted, context.syntax) ?? placeholderReason(value);
  if (rejection !== undefined) return { rejection };
  return judgeShape(name, value, { assignment, context, isQuoted });
}

interface Place {
  assignment: Assignment;
  context: ValueContext;
  isQuoted: boolean;
}

function judgeShape(name: NameVerdict, value: string, place: Place): ValueVerdict {
  const { kind } = name;
  const shape = measureShape(value.includes('\\') ? value.replace(/\\(?:x\w\w|u\w{4}|.)/g, '') : value);
  const { level, reason } = judgeRandomness(shape);
  const rejection =
    rejectSentence(kind, value, shape) ?? rejectPlace(level, value, place) ?? rejectKind(name, level, value, shape);
  if (rejection !== undefined) return { rejection };
  const strength = kind === 'password' ? passwordStrength(level, value, shape, place) : tokenStrength(level, shape);
  if (strength < 0) return { rejection: 'reads like words' };
  const isComment =
    place.context.syntax === 'code' && standsInComment(place.assignment.text, place.assignment.nameStart);
  const confidence = steps[Math.max(0, isComment ? strength - 1 : strength)]!;
  const reasons = [`assigned to a name for a ${kind}`, ...(reason === undefined ? [] : [reason])];
  if (isComment) reasons.push('in a comment');
  return { confidence, kind, reasons, entropy: shape.entropy };
}

const steps: readonly Confidence[] = ['low', 'medium', 'high'];

function rejectSentence(kind: NameKind, value: string, shape: Shape): string | undefined {
  if (shape.spaces > 0 && (shape.spaces > 2 || kind !== 'password' || shape.letters < 8 || !readsRandom(shape))) {
    return 'reads like a sentence';
  }
  return kind !== 'password' && /[\x80-\xff]/.test(value) ? 'text in a language' : undefined;
}

/** Doubts that come from where and how the value is written, for values that are not random in themselves. */
function rejectPlace(level: number, value: string, { assignment, context, isQuoted }: Place): string | undefined {
  if (level >= 2) return undefined;
  if (assignment.isWrapped) return 'an argument';
  if (assignment.operator === 'pair' && /\d$/.test(assignment.name)) return 'one of a list';
  if (assignment.operator === 'call' && assignment.text.charCodeAt(assignment.valueEnd + 1) === 44)
    return 'one of several arguments';
  if (isQuoted || (context.syntax !== 'prose' && context.syntax !== 'unknown')) return undefined;
  return level === 1 && standsAlone(assignment) && !/[/,]/.test(value) ? undefined : 'a word in a text';
}

/** Whether it is `name=value`, or a line has only the name and the value. */
function standsAlone({ text, nameStart, nameEnd, valueStart, valueEnd, operator }: Assignment): boolean {
  if (operator !== 'assign') return false;
  if (valueStart === nameEnd + 1 && text.charCodeAt(nameEnd) === 61) return true;
  const before = text.slice(Math.max(0, nameStart - 40), nameStart);
  return (
    /(?:^|[\n&?])[\s$>-]*["']?$/.test(before) && /^["'`]?[ \t]*\r?(?:\n|$)/.test(text.slice(valueEnd, valueEnd + 40))
  );
}

function rejectKind({ kind, opens }: NameVerdict, level: number, value: string, shape: Shape): string | undefined {
  if (kind === 'password') return weakPasswordReason(value);
  if (level === 0) return 'reads like words';
  if (kind === 'key' && level < (opens || shape.classes >= 3 ? 2 : 3)) return 'not random enough for a key';
  if ((kind === 'credential' || kind === 'api-key') && level < 2) return `not random enough for a ${kind}`;
  return kind === 'token' && level === 1 && shape.classes === 1 ? 'a short word' : undefined;
}

/** 0 low, 1 medium, 2 high. */
function tokenStrength(level: number, shape: Shape): number {
  if (level >= 2) return level - 1;
  return readsRandom(shape) ? 1 : 0;
}

/** -1 no password, 0 low, 1 medium, 2 high. */
function passwordStrength(level: number, value: string, shape: Shape, { assignment }: Place): number {
  if (level >= 2) return value.length >= 10 ? 2 : 1;
  if (level === 1) return 1;
  return shape.classes >= 2 && value.length >= 8 && shape.digits > 0 && assignment.operator === 'assign' ? 0 : -1;
}
